using ContactLog.Data.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactLog.Data.Record;

internal sealed class CaseConfiguration : IEntityTypeConfiguration<CaseRow>
{
    public void Configure(EntityTypeBuilder<CaseRow> builder)
    {
        builder.ToTable("Cases");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.HeadDigest).HasMaxLength(64);
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.OwnerId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class GrantConfiguration : IEntityTypeConfiguration<GrantRow>
{
    public void Configure(EntityTypeBuilder<GrantRow> builder)
    {
        builder.ToTable("Grants");
        builder.HasKey(row => new { row.CaseId, row.Epoch, row.UserId });
        builder.HasOne<CaseRow>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class EntryConfiguration : IEntityTypeConfiguration<EntryRow>
{
    public void Configure(EntityTypeBuilder<EntryRow> builder)
    {
        builder.ToTable("Entries");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Digest).HasMaxLength(64);
        builder.Property(row => row.Prev).HasMaxLength(64);
        builder.HasIndex(row => new { row.CaseId, row.Seq }).IsUnique();
        builder.HasIndex(row => new { row.CaseId, row.RequestId }).IsUnique();
        builder.HasOne<CaseRow>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class EntryFieldConfiguration : IEntityTypeConfiguration<EntryFieldRow>
{
    public void Configure(EntityTypeBuilder<EntryFieldRow> builder)
    {
        builder.ToTable("EntryFields");
        builder.HasKey(row => new { row.EntryId, row.Ordinal });
        builder.HasOne<EntryRow>().WithMany().HasForeignKey(row => row.EntryId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class FileConfiguration : IEntityTypeConfiguration<FileRow>
{
    public void Configure(EntityTypeBuilder<FileRow> builder)
    {
        builder.ToTable("Files");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.EntryId, row.Number }).IsUnique();
        builder.HasOne<CaseRow>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EntryRow>().WithMany().HasForeignKey(row => row.EntryId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FileSegmentConfiguration : IEntityTypeConfiguration<FileSegmentRow>
{
    public void Configure(EntityTypeBuilder<FileSegmentRow> builder)
    {
        builder.ToTable("FileSegments");
        builder.HasKey(row => new { row.FileId, row.Ordinal });
        builder.HasOne<FileRow>().WithMany().HasForeignKey(row => row.FileId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class InstallationConfiguration : IEntityTypeConfiguration<InstallationRow>
{
    public void Configure(EntityTypeBuilder<InstallationRow> builder)
    {
        builder.ToTable("Installation");
        builder.HasKey(row => row.Name);
        builder.Property(row => row.Name).HasMaxLength(64);
        builder.Property(row => row.Value).HasMaxLength(1024);
    }
}
