using System.Globalization;
using ContactLog.Data.Accounts;

namespace ContactLog.Tests.Data.Accounts;

public sealed class TwoStepTests
{
    // RFC 6238, appendix B: secret "12345678901234567890", the last six digits of the eight given there.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_the_standard(long at, string code) =>
        Assert.Equal(code, TwoStep.CodeAt("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", at / 30));

    [Fact]
    public void A_new_secret_is_160_bits_in_base_32() => Assert.Matches("^[A-Z2-7]{32}$", TwoStep.NewSecret());

    [Fact]
    public async Task A_code_works_once_one_step_either_way_and_not_two()
    {
        await using var accounts = new TestAccounts();
        using var signedUp = await accounts.SignUpAsync();
        var id = signedUp.Account.Id;
        var secret = TwoStep.NewSecret();
        string Code(int steps) => TwoStep.CodeAt(secret, (accounts.Clock.GetUtcNow().ToUnixTimeSeconds() / 30) + steps);
        Assert.Null(await accounts.WithAsync<TwoStep, IReadOnlyList<string>?>(t => t.TurnOnAsync(id, Guid.Empty, secret, "000000" == Code(0) ? "000001" : "000000", TestAccounts.Place, default)));
        var backup = await accounts.WithAsync<TwoStep, IReadOnlyList<string>?>(t => t.TurnOnAsync(id, Guid.Empty, secret, Code(0), TestAccounts.Place, default));
        Assert.Null(await accounts.WithAsync<TwoStep, IReadOnlyList<string>?>(t => t.TurnOnAsync(id, Guid.Empty, secret, Code(1), TestAccounts.Place, default)));
        Assert.Equal(TwoStep.BackupCodes, backup!.Distinct().Count());
        Task<bool> Check(string code) => accounts.WithAsync<TwoStep, bool>(t => t.CheckAsync(id, code, TestAccounts.Place, default));
        Assert.False(await Check(Code(0)));
        accounts.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False(await Check(Code(-2)));
        Assert.False(await Check(Code(2)));
        Assert.True(await Check(string.Create(CultureInfo.InvariantCulture, $" {Code(-1)[..3]} {Code(-1)[3..]} ")));
        Assert.False(await Check(Code(-1)));
        Assert.True(await Check(Code(1)));
        Assert.False(await Check(Code(0)));

        Assert.True(await Check(backup![0].ToLowerInvariant()));
        Assert.False(await Check(backup[0]));
        Assert.Equal(TwoStep.BackupCodes - 1, await accounts.WithAsync<TwoStep, int>(t => t.CodesLeftAsync(id, default)));
        using var other = await accounts.SignUpAsync("other");
        Assert.False(await accounts.WithAsync<TwoStep, bool>(t => t.CheckAsync(other.Account.Id, backup[1], TestAccounts.Place, default)));
    }
}
