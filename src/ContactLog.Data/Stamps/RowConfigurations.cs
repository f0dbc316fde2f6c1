using ContactLog.Data.Record;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactLog.Data.Stamps;

internal sealed class StampConfiguration : IEntityTypeConfiguration<StampRow>
{
    public void Configure(EntityTypeBuilder<StampRow> builder)
    {
        builder.ToTable("Stamps");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Authority).HasMaxLength(20);
        builder.HasIndex(row => new { row.CaseId, row.Authority, row.Seq });
        builder.HasOne<CaseRow>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StampOutboxConfiguration : IEntityTypeConfiguration<StampOutboxRow>
{
    public void Configure(EntityTypeBuilder<StampOutboxRow> builder)
    {
        builder.ToTable("StampOutbox");
        builder.HasKey(row => new { row.CaseId, row.Authority });
        builder.Property(row => row.Authority).HasMaxLength(20);
        builder.HasIndex(row => row.DueAt);
        builder.HasOne<CaseRow>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class StampAuthorityConfiguration : IEntityTypeConfiguration<StampAuthorityRow>
{
    public void Configure(EntityTypeBuilder<StampAuthorityRow> builder)
    {
        builder.ToTable("StampAuthorities");
        builder.HasKey(row => row.Authority);
        builder.Property(row => row.Authority).HasMaxLength(20);
        builder.Property(row => row.LastFailure).HasMaxLength(20);
    }
}

internal sealed class StampChoiceConfiguration : IEntityTypeConfiguration<StampChoiceRow>
{
    public void Configure(EntityTypeBuilder<StampChoiceRow> builder)
    {
        builder.ToTable("StampChoices");
        builder.HasKey(row => row.CaseId);
        builder.Property(row => row.CaseId).ValueGeneratedNever();
        builder.Property(row => row.Rhythm).HasMaxLength(20);
        builder.HasOne<CaseRow>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Cascade);
    }
}
