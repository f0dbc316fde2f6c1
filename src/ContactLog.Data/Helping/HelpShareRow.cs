using ContactLog.Data.Accounts;
using ContactLog.Data.Sharing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactLog.Data.Helping;

/// <summary>That somebody a case is shared with can help its owner back into her account, and how far they are with it.</summary>
internal sealed class HelpShareRow
{
    /// <summary>The helper's grant; the share ends with it.</summary>
    public Guid MemberId { get; init; }

    /// <summary>Whom it lets back in.</summary>
    public Guid UserId { get; init; }

    /// <summary>Which of her key pairs.</summary>
    public int Pair { get; init; }

    /// <summary>Her private key under the key in two parts.</summary>
    public required byte[] SealedKey { get; init; }

    /// <summary>The helper's part, sealed to their public key.</summary>
    public required byte[] SealedTheirs { get; init; }

    /// <summary>The server's part, under its seal.</summary>
    public required byte[] SealedOurs { get; init; }

    /// <summary>Unix seconds.</summary>
    public long ChosenAt { get; init; }

    /// <summary>When the helper began, in Unix seconds; null while nothing runs.</summary>
    public long? StartedAt { get; set; }

    /// <summary>The number of her own code, which she read to the helper: only who holds that code can end it.</summary>
    public string? Number { get; set; }

    /// <summary>Her private key under the code the helper was given after the waiting time.</summary>
    public byte[]? SealedHanded { get; set; }
}

internal sealed class HelpShareConfiguration : IEntityTypeConfiguration<HelpShareRow>
{
    public void Configure(EntityTypeBuilder<HelpShareRow> builder)
    {
        builder.ToTable("HelpShares");
        builder.HasKey(row => row.MemberId);
        builder.Property(row => row.MemberId).ValueGeneratedNever();
        builder.Property(row => row.Number).HasMaxLength(24);
        builder.HasIndex(row => row.UserId);
        builder.HasOne<MemberRow>().WithOne().HasForeignKey<HelpShareRow>(row => row.MemberId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
