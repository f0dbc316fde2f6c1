using ContactLog.Data.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactLog.Data.Private;

internal sealed class PaperConfiguration : IEntityTypeConfiguration<PaperRow>
{
    public void Configure(EntityTypeBuilder<PaperRow> builder)
    {
        builder.ToTable("PrivatePapers");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Shelf).HasMaxLength(PaperShelf.Longest);
        builder.HasIndex(row => new { row.UserId, row.Shelf });
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
