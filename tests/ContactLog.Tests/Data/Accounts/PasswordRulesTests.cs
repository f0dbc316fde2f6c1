using ContactLog.Data.Accounts;

namespace ContactLog.Tests.Data.Accounts;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("vqzkwjxmbtrhgn", "account.password.short")]
    [InlineData("vqzkwjxmbtrhgnd", null)]
    [InlineData(" leading space is kept", null)]
    [InlineData("🐟🐟🐟 rain 🐟 café", null)]
    [InlineData("🐟🐠🐡🦈🐙🐚🐌🦋🐛🐜🐝🐞🦗🕷", "account.password.short")]
    [InlineData("passwordpassword", "account.password.common")]
    [InlineData("Password1234567!", "account.password.common")]
    [InlineData("!!!iloveyou!!!!!!", "account.password.common")]
    [InlineData("correcthorsebatterystaple", "account.password.common")]
    [InlineData("Correct Horse Battery Staple", "account.password.common")]
    [InlineData("123456789012345", "account.password.common")]
    [InlineData("qwertyuiopasdfgh", "account.password.common")]
    [InlineData("poiuytrewqlkjhgf", "account.password.common")]
    [InlineData("abcabcabcabcabc", "account.password.common")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaa", "account.password.common")]
    [InlineData("dragonsunshine2024", "account.password.common")]
    [InlineData("margaret.elliot1", "account.password.common")]
    public void Length_counts_and_what_is_tried_first_is_refused(string password, string? refusal) =>
        Assert.Equal(refusal, PasswordRules.Refusal(password, "margaret.elliot"));

    [Fact]
    public void Long_passwords_are_neither_cut_nor_refused_up_to_the_limit()
    {
        var long_ = string.Concat(Enumerable.Range(0, 64).Select(i => (char)('a' + (i * 7 % 26)) + i.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.True(long_.Length >= 128);
        Assert.Null(PasswordRules.Refusal(long_, "somebody"));
        Assert.Equal("account.password.long", PasswordRules.Refusal(new string('x', 513), "somebody"));
    }

    [Fact]
    public void Every_common_password_is_refused()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("ContactLog.Data.Accounts.CommonPasswords.txt")!;
        using var reader = new StreamReader(stream);
        var all = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').ToList();
        Assert.True(all.Count >= 3000);
        Assert.Equal(all.Count, PasswordRules.CommonCount);
        Assert.All(all, password => Assert.NotNull(PasswordRules.Refusal(password, "somebody")));
    }

    [Fact]
    public void An_offered_passphrase_is_six_words_from_many_and_is_taken()
    {
        Assert.True(Passphrase.WordCount >= 1296);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 500; i++)
        {
            var phrase = Passphrase.Create();
            Assert.Equal(6, phrase.Split('-').Length);
            Assert.Null(PasswordRules.Refusal(phrase, "somebody"));
            Assert.True(seen.Add(phrase));
        }
    }

    [Theory]
    [InlineData("ab", "account.name.length")]
    [InlineData("abc", null)]
    [InlineData("Żółć 42", null)]
    [InlineData("مريم", null)]
    [InlineData("one\r\ntwo", "account.name.signs")]
    [InlineData("one\u202etwo", "account.name.signs")]
    [InlineData("<script>", "account.name.signs")]
    public void A_user_name_looks_like_what_it_is(string name, string? refusal) =>
        Assert.Equal(refusal, UserNameRules.Refusal(UserNameRules.Tidy(name)));
}
