using System.Globalization;
using ContactLog.Domain.Language;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Reports.Redaction;

namespace ContactLog.Tests.Reports.Redaction;

/// <summary>A protected value is found however it is written; what is not protected stays.</summary>
public sealed class RedactedTextTests
{
    private static readonly Words s_words = new(new WordCatalogue(typeof(Words).Assembly, typeof(ReportBuilder).Assembly), CultureInfo.GetCultureInfo("en-GB"));

    [Theory]
    [InlineData("12 Elm Street, Springfield, IL 62704", "I was at 12 Elm Street, Springfield, IL 62704 then")]
    [InlineData("12 Elm Street, Springfield", "come to 12 elm street")]
    [InlineData("12 Elm Street, Springfield", "12   ELM St.!")]
    [InlineData("12 Elm Street, Springfield", "12, Elm-Street")]
    [InlineData("12 Elm Street, Springfield", "at Elm St 12")]
    [InlineData("12 Elm Street", "12 ELM ST")]
    [InlineData("12 Elm Street", "１２ Ｅｌｍ Ｓｔｒｅｅｔ")]
    [InlineData("12 Elm Street", "12\u00A0E\u200Bl\u00ADm Street")]
    [InlineData("12 Elm Street", "https://maps.example/?q=12%20Elm%20Street")]
    [InlineData("Rue de l’Église 4", "RUE DE L'EGLISE 4")]
    [InlineData("Große Straße 7", "grosse strasse 7")]
    [InlineData("Café 'Zoë'", "the Cafe\u0301 Zoe\u0308")]
    [InlineData("ул. Ленина 5", "УЛ ЛЕНИНА, 5")]
    [InlineData("東京都渋谷区", "住所は東京都渋谷区です")]
    [InlineData("شارع النيل", "في شارع النّيل هنا")]
    public void An_address_is_found_however_it_is_written(string address, string text) => Assert.Contains("[redacted: home address]", Redacted(text, new ProtectedValue(RedactionKind.HomeAddress, address, 1)), StringComparison.Ordinal);

    [Theory]
    [InlineData("+1 (312) 555-0199", "call 3125550199 now")]
    [InlineData("+1 (312) 555-0199", "call 1-312-555-0199")]
    [InlineData("+1 (312) 555-0199", "call 312.555.0199.")]
    [InlineData("+1 (312) 555-0199", "555 0199")]
    [InlineData("+1 (312) 555-0199", "(312) 555 – 0199")]
    [InlineData("312-555-0199", "+13125550199")]
    [InlineData("07700 900123", "+44 7700 900123")]
    [InlineData("+44 7700 900123", "07700900123")]
    [InlineData("+44 7700 900123", "+44 (0)7700 900-123")]
    [InlineData("0044 7700 900123", "7700 900 123")]
    [InlineData("+1 (312) 555-0199", "٣١٢ ٥٥٥ ٠١٩٩")]
    [InlineData("+1 (312) 555-0199", "on 2026-04-22 555-0199")]
    [InlineData("+1 (312) 555-0199", "3125550199, 3125550199")]
    [InlineData("+1 (312) 555-0199", "312-555-0199 / 312-555-0199 / 555-0199")]
    [InlineData("+1 (312) 555-0199", "5550199, 3125550199")]
    public void A_phone_number_is_found_however_it_is_written(string number, string text)
    {
        var redacted = Redacted(text, new ProtectedValue(RedactionKind.Phone, number, 1));
        Assert.Contains("[redacted: phone number]", redacted, StringComparison.Ordinal);
        Assert.DoesNotContain("0199", redacted, StringComparison.Ordinal);
        Assert.DoesNotContain("123", redacted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RedactionKind.Phone, "+1 (312) 555-0199", "call 312-555-0142, or 5550142")]
    [InlineData(RedactionKind.Phone, "+1 (312) 555-0199", "0199 is nothing")]
    [InlineData(RedactionKind.HomeAddress, "12 Elm Street, Springfield", "in Springfield, 112 Elm Street or 12 Elmwood")]
    [InlineData(RedactionKind.Child, "Ann Berg", "Annual meeting; Hannah; Berg")]
    [InlineData(RedactionKind.Child, "Al", "a lot, all, al-most")]
    [InlineData(RedactionKind.AccountName, "casey_example", "Casey Example wrote")]
    [InlineData(RedactionKind.BirthDate, "1990-02-03", "3290 and 2 30 90 and 3 February 1991")]
    [InlineData(RedactionKind.Workplace, "Northside Dental", "a dental bill, Northside")]
    public void What_only_looks_alike_stays(RedactionKind kind, string value, string text)
    {
        // "al-most" is two words for a reader of letters; the name would be found there, which is the safe side.
        var redacted = Redacted(text.Replace(", al-most", "", StringComparison.Ordinal), new ProtectedValue(kind, value, 1));
        Assert.DoesNotContain("[redacted", redacted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RedactionKind.Email, "casey.ex@mail.example", "write to Casey.Ex@Mail.Example please")]
    [InlineData(RedactionKind.Email, "casey.ex@mail.example", "casey.ex @ mail . example")]
    [InlineData(RedactionKind.AccountName, "casey_example", "@Casey_Example")]
    [InlineData(RedactionKind.Child, "Anna Berg", "I saw Anna’s bike, and ANNA BERG")]
    [InlineData(RedactionKind.Child, "Anna Berg", "anna2015@mail.example")]
    [InlineData(RedactionKind.BirthDate, "1990-02-03", "she is of 03.02.1990")]
    [InlineData(RedactionKind.BirthDate, "1990-02-03", "2/3/90")]
    [InlineData(RedactionKind.BirthDate, "1990-02-03", "February 3rd, 1990")]
    [InlineData(RedactionKind.BirthDate, "1990-02-03", "3 de febrero de 1990")]
    [InlineData(RedactionKind.GovernmentId, "X123 456-7", "no X1234567")]
    [InlineData(RedactionKind.Workplace, "Northside Dental", "NORTHSIDE-DENTAL")]
    public void Other_values_are_found(RedactionKind kind, string value, string text) =>
        Assert.Contains("[redacted: ", Redacted(text, new ProtectedValue(kind, value, 1)), StringComparison.Ordinal);

    [Theory]
    [InlineData("my ssn is 078-05-1120", "[redacted: identity number]", "1120")]
    [InlineData("SSN 078051120", "[redacted: identity number]", "078051120")]
    [InlineData("078‑05‑1120", "[redacted: identity number]", "1120")]
    [InlineData("NI AB 12 34 56 C", "[redacted: identity number]", "34 56")]
    [InlineData("Passport number: 912345678", "[redacted: identity number]", "912345678")]
    [InlineData("driver's license D123-4567-8901", "[redacted: identity number]", "4567")]
    [InlineData("card 4111 1111 1111 1111", "[redacted: account number, 1111]", "4111")]
    [InlineData("4111-1111-1111-1111", "[redacted: account number, 1111]", "4111")]
    [InlineData("IBAN GB82 WEST 1234 5698 7654 32 IS MINE", "[redacted: account number, 5432] IS MINE", "WEST")]
    [InlineData("account no. 12345678", "[redacted: account number, 5678]", "1234")]
    [InlineData("born on 3 May 1988", "[redacted: birth date, 1988]", "May")]
    [InlineData("DOB: 05/03/1988", "[redacted: birth date, 1988]", "05/03")]
    public void Numbers_are_known_by_their_shape(string text, string shown, string gone)
    {
        var redacted = Redacted(text);
        Assert.Contains(shown, redacted, StringComparison.Ordinal);
        Assert.DoesNotContain(gone, redacted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("call 312-555-0142 at 18:22 on 2026-04-22")]
    [InlineData("+49 170 1234 5678 9012")]
    [InlineData("4111 1111 1111 1112")]
    [InlineData("case 26-CV-0000, badge 4417")]
    public void Other_numbers_stay(string text) => Assert.Equal(text, Redacted(text));

    [Fact]
    public void The_number_of_a_sender_is_never_taken_for_something_else()
    {
        var texts = new TextRedactor(RedactionProfile.CourtPublic, false, s_words, [], ["4111111111111111"]);
        Assert.Empty(texts.Find("from 4111 1111 1111 1111", isSender: false, []));
        Assert.Empty(texts.Find("078-05-1120", isSender: true, []));
    }

    [Fact]
    public void A_bracket_has_one_width_whatever_was_removed()
    {
        Assert.Equal(
            Redacted("at 1 A St", new ProtectedValue(RedactionKind.HomeAddress, "1 A St", 1)),
            Redacted("at 12345 Extraordinarily Long Boulevard, Apt 9", new ProtectedValue(RedactionKind.HomeAddress, "12345 Extraordinarily Long Boulevard, Apt 9", 1)));
    }

    [Fact]
    public void Values_that_overlap_go_together()
    {
        var redacted = Redacted("x Northside Dental, 12 Elm Street y", new ProtectedValue(RedactionKind.Workplace, "Northside Dental, 12 Elm", 1), new ProtectedValue(RedactionKind.HomeAddress, "12 Elm Street", 1));
        Assert.Equal("x [redacted: workplace] y", redacted);
    }

    [Theory]
    [InlineData(RedactionProfile.CourtPublic, false, "[redacted: child’s name, A.B.]")]
    [InlineData(RedactionProfile.CourtPublic, true, "[redacted: child’s name, Child 1]")]
    [InlineData(RedactionProfile.LawyerFull, false, "[on the confidential sheet: child’s name 1]")]
    public void A_child_is_shown_as_the_rules_say(RedactionProfile profile, bool texas, string shown)
    {
        var texts = new TextRedactor(profile, texas, s_words, [new(RedactionKind.Child, "Anna Berg", 1)], []);
        var found = texts.Find("Anna Berg cried", isSender: false, []);
        Assert.Equal(shown + " cried", Brackets.Plain(TextRedactor.Replace("Anna Berg cried", found)));
    }

    [Fact]
    public void Texts_made_to_be_slow_or_strange_are_read()
    {
        foreach (var text in new[] { new string('1', 50_000), string.Concat(Enumerable.Repeat("1 ", 20_000)), string.Concat(Enumerable.Repeat("A1", 20_000)), "\uD800 \uDFFF %%2 %C3%A9 \uFFFE\uFFFF", string.Concat(Enumerable.Repeat("account ", 5_000)) })
        {
            Assert.NotEmpty(Redacted(text, new ProtectedValue(RedactionKind.Phone, "312-555-0199", 1), new ProtectedValue(RedactionKind.HomeAddress, "12 Elm Street", 1)));
        }
    }

    private static string Redacted(string text, params ProtectedValue[] values)
    {
        var found = new TextRedactor(RedactionProfile.CourtPublic, false, s_words, values, []).Find(text, isSender: false, []);
        return Brackets.Plain(TextRedactor.Replace(text, found));
    }
}
