using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Redactions;
using ContactLog.Domain.Responses;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactLog.Data.Record;

/// <summary>
/// Stored of an item are its identity, its place and its pointer; everything it says is in its
/// sealed entries, so every other property is left unmapped on purpose.
/// </summary>
internal sealed class ItemConfiguration : IEntityTypeConfiguration<Item>
{
    public void Configure(EntityTypeBuilder<Item> builder)
    {
        builder.ToTable("Items");
        builder.HasKey(item => item.Id);
        builder.Property(item => item.Id).ValueGeneratedNever();
        builder.HasIndex(item => new { item.CaseId, item.FirstSeq }).IsUnique();
        builder.HasOne<CaseRow>().WithMany().HasForeignKey(item => item.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(item => item.Fields);
        builder.Ignore(item => item.History);
        builder.Ignore(item => item.Files);
        builder.Ignore(item => item.CaseZone);
        builder.Ignore(item => item.IsWithdrawn);
        builder.Property<string>("Kind").HasMaxLength(16);
        builder.HasDiscriminator<string>("Kind")
            .HasValue<CaseSettings>(ItemType.Case.Word())
            .HasValue<Contact>(ItemType.Contact.Word())
            .HasValue<ContactPoint>(ItemType.ContactPoint.Word())
            .HasValue<Boundary>(ItemType.Boundary.Word())
            .HasValue<CourtOrder>(ItemType.CourtOrder.Word())
            .HasValue<Incident>(ItemType.Incident.Word())
            .HasValue<Exhibit>(ItemType.Exhibit.Word())
            .HasValue<Import>(ItemType.Import.Word())
            .HasValue<RedactionMark>(ItemType.Redaction.Word())
            .HasValue<AuthorityReport>(ItemType.AuthorityReport.Word())
            .HasValue<Hearing>(ItemType.Hearing.Word())
            .HasValue<CareVisit>(ItemType.CareVisit.Word())
            .HasValue<Measure>(ItemType.Measure.Word());
    }
}
