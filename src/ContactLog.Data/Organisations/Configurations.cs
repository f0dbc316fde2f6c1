using ContactLog.Data.Accounts;
using ContactLog.Data.Sharing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactLog.Data.Organisations;

internal sealed class OrganisationConfiguration : IEntityTypeConfiguration<OrganisationRow>
{
    public void Configure(EntityTypeBuilder<OrganisationRow> builder)
    {
        builder.ToTable("Organisations");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}

internal sealed class OrganisationMemberConfiguration : IEntityTypeConfiguration<OrganisationMemberRow>
{
    public void Configure(EntityTypeBuilder<OrganisationMemberRow> builder)
    {
        builder.ToTable("OrganisationMembers");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.OrganisationId);
        builder.HasIndex(row => row.UserId).IsUnique();
        builder.HasOne<OrganisationRow>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OrganisationGrantConfiguration : IEntityTypeConfiguration<OrganisationGrantRow>
{
    public void Configure(EntityTypeBuilder<OrganisationGrantRow> builder)
    {
        builder.ToTable("OrganisationGrants");
        builder.HasKey(row => row.MemberId);
        builder.Property(row => row.MemberId).ValueGeneratedNever();
        builder.HasIndex(row => row.OrganisationId);
        builder.HasOne<MemberRow>().WithOne().HasForeignKey<OrganisationGrantRow>(row => row.MemberId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<OrganisationRow>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class OrganisationEventConfiguration : IEntityTypeConfiguration<OrganisationEventRow>
{
    public void Configure(EntityTypeBuilder<OrganisationEventRow> builder)
    {
        builder.ToTable("OrganisationEvents");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => new { row.OrganisationId, row.Id });
        builder.HasOne<OrganisationRow>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Cascade);
    }
}
