using ContactLog.Imports.Numbers;

namespace ContactLog.Tests.Imports.Numbers;

public sealed class PhoneNumbersTests
{
    [Theory]
    [InlineData("US", "+15550000001", "5550000001", "1 555 000 0001", "(555) 000-0001", "555.000.0001", "011 1 555 000 0001", "tel:+1-555-000-0001", "\u202A+1\u00A0555\u00A0000\u00A00001\u202C", "+１５５５００００００１")]
    [InlineData("GB", "+447700900123", "07700 900123", "+44 (0)7700 900123", "0044 7700 900123", "447700900123", "7700900123", "+44 7700 900123")]
    [InlineData("FR", "+33612345678", "06 12 34 56 78", "0033612345678", "612345678")]
    [InlineData("DE", "+4915112345678", "0151/12345678", "0049 151 12345678", "+49 (0) 151 12345678")]
    [InlineData("IT", "+390612345678", "06 1234 5678", "+39 06 1234 5678", "0039 0612345678")]
    [InlineData("ES", "+34612345678", "612 34 56 78", "0034612345678")]
    [InlineData("IN", "+919812345678", "098123 45678", "9812345678", "919812345678")]
    [InlineData("MX", "+525512345678", "55 1234 5678", "+52 1 55 1234 5678")]
    [InlineData("RU", "+79161234567", "8 916 123-45-67", "9161234567", "810 7 916 123 45 67")]
    [InlineData("HU", "+36301234567", "06 30 123 4567", "+36 30 123 4567")]
    [InlineData("AU", "+61412345678", "0412 345 678", "0011 61 412 345 678", "412345678")]
    public void National_international_and_punctuated_forms_are_equal(string country, string id, params string[] forms)
    {
        Assert.All([id, .. forms], form => Assert.Equal((id, PeerKind.Phone), (PhoneNumbers.Read(form, country).Id, PhoneNumbers.Read(form, country).Kind)));
    }

    [Theory]
    [InlineData("20333", "20333")]
    [InlineData("MyBank", "MyBank")]
    [InlineData("MYBANK", "MYBANK")]
    [InlineData("1-800-FLOWERS", "1-800-FLOWERS")]
    [InlineData("*86", "*86")]
    [InlineData("555-0001", "5550001")]
    [InlineData("123456789012345678", "123456789012345678")]
    public void Everything_else_is_equal_only_to_itself(string written, string id)
    {
        var peer = PhoneNumbers.Read(written, "US");
        Assert.Equal((id, PeerKind.Exact, written), (peer.Id, peer.Kind, peer.Written));
    }

    [Fact]
    public void Without_a_country_only_international_numbers_are_completed()
    {
        Assert.Equal("5550000001", PhoneNumbers.Read("(555) 000-0001", null).Id);
        Assert.Equal("+15550000001", PhoneNumbers.Read("+1 (555) 000-0001", null).Id);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("Private")]
    [InlineData("ANONYMOUS")]
    public void Withheld_is_withheld(string? written) => Assert.Equal(Peer.WithheldId, PhoneNumbers.Read(written, "US").Id);

    [Fact]
    public void Addresses_and_groups_are_what_they_are()
    {
        Assert.Equal(("a@b.example", PeerKind.Email), (PhoneNumbers.Read("A@b.example", "US").Id, PhoneNumbers.Read("A@b.example", "US").Kind));
        Assert.Equal(PeerKind.Group, PhoneNumbers.Read("group_8@rcs.google.com", "US").Kind);
        Assert.Equal(PeerKind.Self, PhoneNumbers.Read("insert-address-token", "US").Kind);
    }

    [Fact]
    public void No_calling_code_begins_with_another()
    {
        // International numbers are told apart by their first digits; that only works while this holds.
        Assert.Equal("KR", PhoneNumbers.CountryOf("+82212345678"));
        Assert.Equal("FI", PhoneNumbers.CountryOf("+358401234567"));
        Assert.Equal("US", PhoneNumbers.CountryOf("+15550000001"));
        Assert.Null(PhoneNumbers.CountryOf("5550000001"));
        Assert.Contains("GB", PhoneNumbers.Countries);
    }
}
