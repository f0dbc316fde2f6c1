using ContactLog.Data.Sealing;

namespace ContactLog.Tests.Data.Sealing;

public sealed class RecoveryCodeTests
{
    [Fact]
    public void A_code_is_eight_groups_of_four_and_reads_back()
    {
        for (var i = 0; i < 200; i++)
        {
            var code = RecoveryCode.Create();
            Assert.Matches("^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$", code.ToString());
            Assert.True(RecoveryCode.Parse(code.ToString())!.Matches(code));
        }
    }

    [Theory]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ")]
    [InlineData("o123 4567 89ab cdef ghjk mnpq rstv wxyz")]
    [InlineData("  OI23456789ABCDEFGHJKMNPQRSTVWXYZ\n")]
    [InlineData("0L23–4567–89ab–cdef–ghjk–mnpq–rstv–wxyz")]
    public void A_code_is_read_as_people_type_it(string typed) =>
        Assert.Equal("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ", RecoveryCode.Parse(typed)?.ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXY")]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ0")]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYU")]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXY😀")]
    public void What_is_not_a_whole_code_is_not_one(string? typed) => Assert.Null(RecoveryCode.Parse(typed));
}
