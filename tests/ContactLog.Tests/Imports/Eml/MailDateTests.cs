using ContactLog.Imports.Eml;
using NodaTime.Text;

namespace ContactLog.Tests.Imports.Eml;

/// <summary>Dates of mails as programs write them and as they should not be read. The second column is wall time and offset, or nothing.</summary>
public sealed class MailDateTests
{
    private static readonly OffsetPattern Offsets = OffsetPattern.CreateWithInvariantCulture("Z+HH:mm");

    [Theory]
    [InlineData("Tue, 5 May 2009 10:00:07 +0200", "2009-05-05T10:00:07+02:00")]
    // A weekday is decoration: the day counts.
    [InlineData("Fri, 5 May 2009 10:00:07 +0200", "2009-05-05T10:00:07+02:00")]
    [InlineData("5 May 2009 10:00 +0200", "2009-05-05T10:00:00+02:00")]
    [InlineData("5-May-2009 10:00:07 +0200", "2009-05-05T10:00:07+02:00")]
    [InlineData("Tue,5 May 2009 10:00:07 +02:00", "2009-05-05T10:00:07+02:00")]
    [InlineData("Tue May  5 10:00:07 2009", "2009-05-05T10:00:07")]
    [InlineData("Tue May  5 10:00:07 +0000 2009", "2009-05-05T10:00:07Z")]
    // RFC 5322 4.3: years of two and three figures.
    [InlineData("5 May 09 10:00:07 -0330", "2009-05-05T10:00:07-03:30")]
    [InlineData("5 May 99 10:00:07 +0200", "1999-05-05T10:00:07+02:00")]
    [InlineData("5 May 109 10:00:07 +0200", "2009-05-05T10:00:07+02:00")]
    // Comments, in any depth and place.
    [InlineData("Tue, (yes (really) ) 5 May 2009 10:00:07 +0200 (CEST)", "2009-05-05T10:00:07+02:00")]
    [InlineData("5 May 2009 10:00:07 (GMT) -0700", "2009-05-05T10:00:07-07:00")]
    // Figures say more than a name.
    [InlineData("5 May 2009 10:00:07 GMT+0200", "2009-05-05T10:00:07+02:00")]
    [InlineData("5 May 2009 10:00:07 EST", "2009-05-05T10:00:07-05:00")]
    [InlineData("5 May 2009 10:00:07 UT", "2009-05-05T10:00:07Z")]
    // RFC 5322 3.3: universal time of a machine that does not say where it stands.
    [InlineData("5 May 2009 10:00:07 -0000", "2009-05-05T10:00:07Z")]
    // No zone, or one that means several: the wall time alone.
    [InlineData("5 May 2009 10:00:07", "2009-05-05T10:00:07")]
    [InlineData("5 May 2009 10:00:07 IST", "2009-05-05T10:00:07")]
    [InlineData("5 May 2009 10:00:07 +9900", "2009-05-05T10:00:07")]
    // A leap second has no place on our clocks.
    [InlineData("31 Dec 2016 23:59:60 +0000", "2016-12-31T23:59:59Z")]
    [InlineData("29 Feb 2012 10:00:07 +0000", "2012-02-29T10:00:07Z")]
    // Halves of the day; what contradicts itself is no time.
    [InlineData("Thu, 3 Mar 2022 2:05 PM -0500", "2022-03-03T14:05:00-05:00")]
    [InlineData("Mar 3, 2022 2:05:00 PM", "2022-03-03T14:05:00")]
    [InlineData("Thu, 3 Mar 2022 12:05:00 AM +0000", "2022-03-03T00:05:00Z")]
    [InlineData("3 Mar 2022 12:05pm GMT+0200", "2022-03-03T12:05:00+02:00")]
    [InlineData("3 Mar 2022 2:05:07 p.m. EST", "2022-03-03T14:05:07-05:00")]
    [InlineData("3 Mar 2022 2:05 p. m. -0500", "2022-03-03T14:05:00-05:00")]
    [InlineData("3 Mar 2022 14:05 PM -0500", null)]
    [InlineData("3 Mar 2022 0:05 AM -0500", null)]
    [InlineData("3 Mar 2022 2:05p -0500", null)]
    [InlineData("29 Feb 2011 10:00:07 +0000", null)]
    [InlineData("31 Apr 2009 10:00:07 +0000", null)]
    [InlineData("0 May 2009 10:00:07 +0000", null)]
    [InlineData("5 Mai 2009 10:00:07 +0200", null)]
    [InlineData("2009-05-05 10:00:07 +0200", null)]
    [InlineData("5 May 3609 10:00:07 +0200", null)]
    [InlineData("5 May 2009 24:00:07 +0200", null)]
    [InlineData("5 May 2009 10:60:07 +0200", null)]
    [InlineData("5 May 2009 +0200", null)]
    [InlineData("(5 May 2009 10:00:07 +0200", null)]
    [InlineData("May", null)]
    [InlineData("", null)]
    [InlineData("::::: 5 5 5", null)]
    public void A_date_is_read_as_it_was_meant_or_not_at_all(string text, string? expected)
    {
        var read = MailDate.Parse(text);
        var said = read is not { } date ? null
            : LocalDateTimePattern.GeneralIso.Format(date.Wall) + (date.Offset is { } offset ? Offsets.Format(offset) : "");
        Assert.Equal(expected, said);
        Assert.Equal(read is { Offset: not null }, MailDate.WithOffset(text) is not null);
    }

    [Fact]
    public void A_header_of_any_length_is_read_no_further_than_a_date_can_be()
    {
        Assert.Equal(new(2009, 5, 5, 10, 0, 7), MailDate.Parse("5 May 2009 10:00:07 +0200 " + new string('x', 100_000))!.Value.Wall);
        Assert.Null(MailDate.Parse(new string('(', 100_000) + "5 May 2009 10:00:07 +0200"));
        Assert.Null(MailDate.Parse(string.Concat(Enumerable.Repeat("1 ", 50_000))));
    }
}
