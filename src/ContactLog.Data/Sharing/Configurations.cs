using ContactLog.Data.Accounts;
using ContactLog.Data.Organisations;
using ContactLog.Data.Record;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactLog.Data.Sharing;

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<InvitationRow>
{
    public void Configure(EntityTypeBuilder<InvitationRow> builder)
    {
        builder.ToTable("ShareInvitations");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.SecretHash).HasMaxLength(32);
        builder.Property(row => row.AcceptedKey).HasMaxLength(128);
        builder.HasIndex(row => row.SecretHash).IsUnique();
        builder.HasIndex(row => row.CaseId);
        builder.HasOne<CaseRow>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.AcceptedBy).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.ReservedFor).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<OrganisationRow>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<MemberRow>().WithMany().HasForeignKey(row => row.Replaces).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MemberConfiguration : IEntityTypeConfiguration<MemberRow>
{
    public void Configure(EntityTypeBuilder<MemberRow> builder)
    {
        builder.ToTable("ShareMembers");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.PublicKey).HasMaxLength(128);
        builder.HasIndex(row => row.CaseId);
        builder.HasIndex(row => row.UserId);
        builder.HasOne<CaseRow>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LookConfiguration : IEntityTypeConfiguration<LookRow>
{
    public void Configure(EntityTypeBuilder<LookRow> builder)
    {
        builder.ToTable("ShareLooks");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => new { row.CaseId, row.Id });
        builder.HasIndex(row => row.MemberId);
        builder.HasOne<CaseRow>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<MemberRow>().WithMany().HasForeignKey(row => row.MemberId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CommentConfiguration : IEntityTypeConfiguration<CommentRow>
{
    public void Configure(EntityTypeBuilder<CommentRow> builder)
    {
        builder.ToTable("ShareComments");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.CaseId);
        builder.HasIndex(row => row.MemberId);
        builder.HasIndex(row => row.AssignedTo);
        builder.HasOne<CaseRow>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<MemberRow>().WithMany().HasForeignKey(row => row.MemberId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<MemberRow>().WithMany().HasForeignKey(row => row.AssignedTo).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DeskConfiguration : IEntityTypeConfiguration<DeskRow>
{
    public void Configure(EntityTypeBuilder<DeskRow> builder)
    {
        builder.ToTable("ShareDesks");
        builder.HasKey(row => row.MemberId);
        builder.Property(row => row.MemberId).ValueGeneratedNever();
        builder.HasOne<MemberRow>().WithOne().HasForeignKey<DeskRow>(row => row.MemberId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ShareSeenConfiguration : IEntityTypeConfiguration<ShareSeenRow>
{
    public void Configure(EntityTypeBuilder<ShareSeenRow> builder)
    {
        builder.ToTable("ShareSeen");
        builder.HasKey(row => row.CaseId);
        builder.HasOne<CaseRow>().WithOne().HasForeignKey<ShareSeenRow>(row => row.CaseId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ChosenFormConfiguration : IEntityTypeConfiguration<ChosenFormRow>
{
    public void Configure(EntityTypeBuilder<ChosenFormRow> builder)
    {
        builder.ToTable("ShareForms");
        builder.HasKey(row => row.CaseId);
        builder.HasOne<CaseRow>().WithOne().HasForeignKey<ChosenFormRow>(row => row.CaseId).OnDelete(DeleteBehavior.Cascade);
    }
}
