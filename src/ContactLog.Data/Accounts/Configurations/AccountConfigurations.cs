using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactLog.Data.Accounts.Configurations;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.UserName).HasMaxLength(Account.UserNameMax);
        builder.Property(row => row.NormalizedUserName).HasMaxLength(Account.UserNameMax * 2);
        builder.Property(row => row.PasswordHash).HasMaxLength(256);
        builder.Property(row => row.SecurityStamp).HasMaxLength(64);
        builder.Property(row => row.PublicKey).HasMaxLength(128);
    }
}

internal sealed class WrapConfiguration : IEntityTypeConfiguration<WrapRow>
{
    public void Configure(EntityTypeBuilder<WrapRow> builder)
    {
        builder.ToTable("AccountWraps");
        builder.HasKey(row => new { row.UserId, row.Pair, row.Kind });
        builder.Property(row => row.Kind).HasMaxLength(4);
        builder.Property(row => row.Stretching).HasMaxLength(128);
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<SessionRow>
{
    public void Configure(EntityTypeBuilder<SessionRow> builder)
    {
        builder.ToTable("Sessions");
        builder.HasKey(row => row.IdHash);
        builder.Property(row => row.IdHash).HasMaxLength(32).ValueGeneratedNever();
        builder.HasIndex(row => row.Id).IsUnique();
        builder.Property(row => row.Stamp).HasMaxLength(64);
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AccountEventConfiguration : IEntityTypeConfiguration<AccountEventRow>
{
    public void Configure(EntityTypeBuilder<AccountEventRow> builder)
    {
        builder.ToTable("AccountEvents");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Kind).HasMaxLength(24);
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class BackupCodeConfiguration : IEntityTypeConfiguration<BackupCodeRow>
{
    public void Configure(EntityTypeBuilder<BackupCodeRow> builder)
    {
        builder.ToTable("AccountBackupCodes");
        builder.HasKey(row => new { row.UserId, row.Hash });
        builder.Property(row => row.Hash).HasMaxLength(32);
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class KnownDeviceConfiguration : IEntityTypeConfiguration<KnownDeviceRow>
{
    public void Configure(EntityTypeBuilder<KnownDeviceRow> builder)
    {
        builder.ToTable("AccountDevices");
        builder.HasKey(row => new { row.TokenHash, row.UserId });
        builder.Property(row => row.TokenHash).HasMaxLength(32);
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ResetCodeConfiguration : IEntityTypeConfiguration<ResetCodeRow>
{
    public void Configure(EntityTypeBuilder<ResetCodeRow> builder)
    {
        builder.ToTable("AccountResetCodes");
        builder.HasKey(row => row.UserId);
        builder.Property(row => row.Hash).HasMaxLength(32);
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class HeldFormConfiguration : IEntityTypeConfiguration<HeldFormRow>
{
    public void Configure(EntityTypeBuilder<HeldFormRow> builder)
    {
        builder.ToTable("HeldForms");
        builder.HasKey(row => row.SessionId);
        builder.Property(row => row.SessionId).ValueGeneratedNever();
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class KeyRingConfiguration : IEntityTypeConfiguration<KeyRingRow>
{
    public void Configure(EntityTypeBuilder<KeyRingRow> builder)
    {
        builder.ToTable("KeyRing");
        builder.HasKey(row => row.Name);
        builder.Property(row => row.Name).HasMaxLength(128);
    }
}
