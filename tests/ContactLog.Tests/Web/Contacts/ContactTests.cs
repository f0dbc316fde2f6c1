using System.Net;
using System.Text.RegularExpressions;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Tests.Web.Boundaries;
using ContactLog.Tests.Web.Exhibits;

namespace ContactLog.Tests.Web.Contacts;

public sealed class ContactTests
{
    [Fact]
    public async Task A_person_and_a_number_are_added_and_what_came_from_it_is_counted_and_opened()
    {
        await using var site = await CaseSite.StartAsync();
        using var added = await site.SubmitAsync("/Contacts/Add", ("f.label", "R. Placeholder"), ("f.role", "main"), ("f.vehicles", "Grey hatchback"));
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var person = Assert.Single((await site.OpenAsync()).Contacts);
        using var numbered = await site.SubmitAsync($"/Contacts/AddPoint/{person.Id}", ("f.kind", "phone"), ("f.value", "555-0142"), ("f.contact", person.FirstSeq.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal($"/Contacts/{person.Id}", numbered.Headers.Location?.ToString());
        var point = Assert.Single((await site.OpenAsync()).ContactPoints);
        await site.AppendAsync(
            BoundaryTests.Incident("call", "2026-03-05", "01:00", ("count", "12"), ("contact-point", point.FirstSeq.ToString(System.Globalization.CultureInfo.InvariantCulture))),
            BoundaryTests.Incident("text", "2026-03-06", "01:00", ("contact", person.FirstSeq.ToString(System.Globalization.CultureInfo.InvariantCulture))));

        var page = await site.GetAsync($"/Contacts/{person.Id}");
        Assert.Contains($"<a class=\"btn\" href=\"/Contacts/From/{person.Id}\">2 incidents, 13 contacts</a>", page, StringComparison.Ordinal);
        Assert.Contains($"<a class=\"btn btn-small\" href=\"/Contacts/From/{point.Id}\">1 incident, 12 contacts</a>", page, StringComparison.Ordinal);
        Assert.Contains("Grey hatchback", page, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(await site.GetAsync($"/Contacts/From/{person.Id}"), "<li class=\"entry"));
        Assert.Equal(1, Regex.Count(await site.GetAsync($"/Contacts/From/{point.Id}"), "<li class=\"entry"));
        Assert.Contains("2 incidents, 13 contacts", await site.GetAsync("/Contacts"), StringComparison.Ordinal);
    }

    // Typed that night, listed a week later: without a link the number has no contact, and the other side reads out that it is on no list.
    [Fact]
    public async Task What_was_typed_before_a_number_was_listed_is_linked_when_she_says_so()
    {
        await using var site = await CaseSite.StartAsync();
        await site.AppendAsync(EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R.").With("role", "main")), EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "Sam").With("role", "other")));
        var (main, sam) = ((await site.OpenAsync()).Contacts[0], (await site.OpenAsync()).Contacts[1]);
        await site.AppendAsync(
            BoundaryTests.Incident("text", "2026-03-05", null, ("from", "(555) 0142"), ("said", "Night")),
            BoundaryTests.Incident("text", "2026-03-06", null, ("from", "555-0142"), ("contact", sam.FirstSeq.ToString(System.Globalization.CultureInfo.InvariantCulture))),
            BoundaryTests.Incident("text", "2026-03-07", null, ("from", "555-0143")),
            EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("value", "555-0142").With("kind", "phone").With("contact", main.FirstSeq)));
        var point = Assert.Single((await site.OpenAsync()).ContactPoints);
        Assert.Contains("1 entry names this number or account and is not linked to it.", await site.GetAsync($"/Contacts/{main.Id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("no total", await site.GetAsync($"/Contacts/Link/{point.Id}"), StringComparison.Ordinal);

        using var linked = await site.SubmitAsync($"/Contacts/Link/{point.Id}");
        Assert.Equal($"/Contacts/{main.Id}", linked.Headers.Location?.ToString());
        var file = await site.OpenAsync();
        var row = file.Incidents.Single(incident => incident["said"] == "Night");
        Assert.Equal((point.FirstSeq, main.FirstSeq, "(555) 0142"), (row.ContactPointSeq!.Value, row.ContactSeq!.Value, row["from"]));
        Assert.Equal("Linked to the number on the list", row.History[^1].Entry.Reason);
        Assert.Equal(1, file.AllIncidents.Count(incident => incident.ContactPointSeq is not null));
        Assert.DoesNotContain("not linked", await site.GetAsync($"/Contacts/{main.Id}"), StringComparison.Ordinal);

        // The button a second time, and somebody else's number.
        var entries = file.Entries.Count;
        using var again = await site.SubmitAsync($"/Contacts/Link/{point.Id}");
        Assert.Equal(entries, (await site.OpenAsync()).Entries.Count);
        await site.AppendAsync(EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("value", "5550143").With("kind", "phone").With("contact", sam.FirstSeq)));
        var other = (await site.OpenAsync()).ContactPoints[1];
        Assert.Contains("they are then kept and shown, and in no total", await site.GetAsync($"/Contacts/Link/{other.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_rows_to_link_come_in_parts_and_what_another_window_wrote_since_is_left()
    {
        await using var site = await CaseSite.StartAsync();
        await site.AppendAsync([EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("value", "555-0142")), .. Enumerable.Range(0, 130).Select(number => BoundaryTests.Incident("text", $"2026-03-{1 + (number % 28):00}", null, ("from", "555 0142")))]);
        var point = Assert.Single((await site.OpenAsync()).ContactPoints);
        var path = $"/Contacts/Link/{point.Id}";
        Assert.Equal(100, Regex.Count(await site.GetAsync(path), "<li class=\"entry"));
        Assert.Equal(30, Regex.Count(await site.GetAsync(path + "?part=2"), "<li class=\"entry"));

        // The form was made before another window wrote the last of them.
        using var linked = await site.SubmitAsync(path, ("Input.Seen", ((await site.OpenAsync()).Entries[^1].Seq - 1).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal("2026-03-18", Assert.Single((await site.OpenAsync()).Unlinked(point))["date"]);
        using var rest = await site.SubmitAsync(path);
        var file = await site.OpenAsync();
        Assert.Empty(file.Unlinked(point));
        Assert.Equal(130, file.Incidents.Count(row => row.ContactPointSeq == point.FirstSeq && row["from"] == "555 0142"));
    }

    [Fact]
    public async Task Many_rows_from_one_person_are_opened_in_parts_and_each_stands_on_one()
    {
        await using var site = await CaseSite.StartAsync();
        await site.AppendAsync(EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R.").With("role", "main")));
        var person = Assert.Single((await site.OpenAsync()).Contacts);
        var from = person.FirstSeq.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await site.AppendAsync([.. Enumerable.Range(0, 230).Select(number => BoundaryTests.Incident("text", $"2026-03-{1 + (number % 28):00}", null, ("contact", from)))]);

        var seen = new HashSet<string>();
        foreach (var (part, rows) in new[] { ("", 100), ("?part=2", 100), ("?part=3", 30), ("?part=-7", 100), ("?part=99", 30) })
        {
            var page = await site.GetAsync($"/Contacts/From/{person.Id}{part}");
            Assert.Equal(rows, Regex.Count(page, "<li class=\"entry"));
            seen.UnionWith(Regex.Matches(page, "href=\"(/Incidents/[0-9a-f-]{36})\"").Select(link => link.Groups[1].Value));
        }

        Assert.Equal(230, seen.Count);
    }

    [Theory]
    [InlineData("2026-03-04", null, "Blocked since 4 March 2026")]
    [InlineData("2026-03-04", "2026-03-20", "Blocked 4 March 2026, unblocked 20 March 2026")]
    [InlineData(null, null, null)]
    public async Task Whether_a_number_is_blocked_is_told_and_never_advised(string? blocked, string? unblocked, string? told)
    {
        await using var site = await CaseSite.StartAsync();
        var fields = FieldSet.Empty.With("value", "555-0142").With("blocked-on", blocked).With("unblocked-on", unblocked).With("saved-first", "yes");
        await site.AppendAsync(EntryDraft.New(ItemType.ContactPoint, fields));

        var page = await site.GetAsync("/Contacts");
        if (told is null)
        {
            Assert.DoesNotContain(">Blocked", page, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains(told, page, StringComparison.Ordinal);
        }

        Assert.Contains("What was there was saved first", page, StringComparison.Ordinal);
        var edit = await site.GetAsync($"/Contacts/EditPoint/{Assert.Single((await site.OpenAsync()).ContactPoints).Id}");
        Assert.Contains("That is yours to decide.", edit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_must_be_written_and_a_person_may_be_unknown()
    {
        await using var site = await CaseSite.StartAsync();
        using var empty = await site.SubmitAsync("/Contacts/AddPoint", ("f.kind", "phone"));
        Assert.Contains("Write the number, address or account.", await empty.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var alone = await site.SubmitAsync("/Contacts/AddPoint", ("f.value", "unknown number"));
        Assert.Equal(HttpStatusCode.Redirect, alone.StatusCode);
        Assert.Contains("unknown number", await site.GetAsync("/Contacts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_and_a_number_are_withdrawn_and_restored()
    {
        await using var site = await CaseSite.StartAsync();
        var made = await site.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R. Placeholder")),
            EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("value", "555-0142")).LinkedTo("contact", 0));
        foreach (var (path, count) in new[] { ("/Contacts/Withdraw/" + made.ItemIds[0], 0), ("/Contacts/WithdrawPoint/" + made.ItemIds[1], 0) })
        {
            using var response = await site.SubmitAsync(path);
            Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        }

        var opened = await site.OpenAsync();
        Assert.Empty(opened.Contacts);
        Assert.Empty(opened.ContactPoints);
        Assert.Contains("555-0142", await site.GetAsync("/Contacts"), StringComparison.Ordinal);
        using (await site.SubmitAsync("/Contacts/Withdraw/" + made.ItemIds[0]))
        {
        }

        Assert.Single((await site.OpenAsync()).Contacts);
    }

    [Fact]
    public async Task Hidden_signs_in_a_name_are_made_visible()
    {
        await using var site = await CaseSite.StartAsync();
        var made = await site.AppendAsync(EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R\u202Eredlohecalp<script>")));
        var page = await site.Browser.GetStringAsync("/Contacts/" + made.ItemIds[0]);

        Assert.DoesNotContain('\u202E', WebUtility.HtmlDecode(page));
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
    }
}
