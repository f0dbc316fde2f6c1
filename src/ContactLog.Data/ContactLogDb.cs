using ContactLog.Data.Accounts;
using ContactLog.Data.Helping;
using ContactLog.Data.Organisations;
using ContactLog.Data.Private;
using ContactLog.Data.Record;
using ContactLog.Data.Sharing;
using ContactLog.Data.Stamps;
using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data;

/// <summary>
/// The database: accounts, sessions and sealed cases. What a case says is read only through
/// <see cref="CaseOpener"/> and written only through <see cref="Recorder"/>.
/// </summary>
public sealed class ContactLogDb(DbContextOptions<ContactLogDb> options) : IdentityUserContext<Account, Guid>(options)
{
    /// <summary>Cases.</summary>
    public DbSet<CaseRow> Cases => Set<CaseRow>();

    /// <summary>Keys of members.</summary>
    public DbSet<GrantRow> Grants => Set<GrantRow>();

    /// <summary>Every item.</summary>
    public DbSet<Item> Items => Set<Item>();

    /// <summary>Incidents: identity, place and pointer.</summary>
    public DbSet<Incident> Incidents => Set<Incident>();

    /// <summary>Boundaries: identity, place and pointer.</summary>
    public DbSet<Boundary> Boundaries => Set<Boundary>();

    /// <summary>Orders of courts: identity, place and pointer.</summary>
    public DbSet<CourtOrder> CourtOrders => Set<CourtOrder>();

    /// <summary>People: identity, place and pointer.</summary>
    public DbSet<Contact> Contacts => Set<Contact>();

    /// <summary>Numbers and accounts: identity, place and pointer.</summary>
    public DbSet<ContactPoint> ContactPoints => Set<ContactPoint>();

    /// <summary>Exhibits: identity, place and pointer.</summary>
    public DbSet<Exhibit> Exhibits => Set<Exhibit>();

    /// <summary>Entries of records, sealed.</summary>
    internal DbSet<EntryRow> Entries => Set<EntryRow>();

    /// <summary>Fields of entries, sealed.</summary>
    internal DbSet<EntryFieldRow> EntryFields => Set<EntryFieldRow>();

    /// <summary>Files, sealed.</summary>
    internal DbSet<FileRow> Files => Set<FileRow>();

    /// <summary>The bytes of files, sealed.</summary>
    internal DbSet<FileSegmentRow> FileSegments => Set<FileSegmentRow>();

    /// <summary>Time stamps that came in.</summary>
    internal DbSet<StampRow> Stamps => Set<StampRow>();

    /// <summary>Lists that wait for one.</summary>
    internal DbSet<StampOutboxRow> StampOutbox => Set<StampOutboxRow>();

    /// <summary>How the authorities do.</summary>
    internal DbSet<StampAuthorityRow> StampAuthorities => Set<StampAuthorityRow>();

    /// <summary>How often each case is stamped, where its owner chose.</summary>
    internal DbSet<StampChoiceRow> StampChoices => Set<StampChoiceRow>();

    /// <summary>Invitations to cases.</summary>
    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();

    /// <summary>People that cases are shared with.</summary>
    public DbSet<MemberRow> Members => Set<MemberRow>();

    /// <summary>What others looked at.</summary>
    public DbSet<LookRow> Looks => Set<LookRow>();

    /// <summary>Remarks beside the record.</summary>
    public DbSet<CommentRow> Comments => Set<CommentRow>();

    /// <summary>What members keep for themselves.</summary>
    public DbSet<DeskRow> Desks => Set<DeskRow>();

    /// <summary>Which court's form each owner chose.</summary>
    public DbSet<ChosenFormRow> ShareForms => Set<ChosenFormRow>();

    /// <summary>How far owners have seen what others did.</summary>
    public DbSet<ShareSeenRow> ShareSeen => Set<ShareSeenRow>();

    /// <summary>Organisations whose people help.</summary>
    public DbSet<OrganisationRow> Organisations => Set<OrganisationRow>();

    /// <summary>Who belongs to them.</summary>
    public DbSet<OrganisationMemberRow> OrganisationMembers => Set<OrganisationMemberRow>();

    /// <summary>Which access is held through them.</summary>
    public DbSet<OrganisationGrantRow> OrganisationGrants => Set<OrganisationGrantRow>();

    /// <summary>What happened in them.</summary>
    internal DbSet<OrganisationEventRow> OrganisationEvents => Set<OrganisationEventRow>();

    /// <summary>Shares of keys by which a helper can let somebody back in.</summary>
    internal DbSet<HelpShareRow> HelpShares => Set<HelpShareRow>();

    /// <summary>What is somebody's alone and in no record, sealed.</summary>
    internal DbSet<PaperRow> PrivatePapers => Set<PaperRow>();

    /// <summary>Values about the installation.</summary>
    public DbSet<InstallationRow> Installation => Set<InstallationRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(ContactLogDb).Assembly);
    }
}
