using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ContactLog.Data.Record;
using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Items;
using ContactLog.Tests.Web.Exhibits;

namespace ContactLog.Tests.Web.Boundaries;

public sealed class BoundaryTests
{
    private const string Said = "Please do not contact me again in any way.";

    [Fact]
    public async Task A_boundary_is_added_with_its_words_and_stands_in_force()
    {
        await using var site = await CaseSite.StartAsync();
        using var response = await site.SubmitAsync("/Boundaries/Add",
            ("f.words", Said), ("f.when.date", "3 March 2026"), ("f.when.time", "18:22"), ("f.channel", "text"), ("f.to", "555-0142"),
            ("f.delivered", "yes"), ("f.delivered-how", "read 18:24"), ("f.covers", "all"), ("f.through-others", "yes"));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var list = await site.GetAsync("/Boundaries");
        foreach (var expected in new[] { "In force since 3 March 2026", "“" + Said + "”", "Tue 3 Mar 2026, 18:22, by text", "555-0142", "Yes, read 18:24", "All contact, also through others", "Nothing is logged after it." })
        {
            Assert.Contains(expected, list, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_boundary_without_words_and_day_is_asked_about_and_what_was_typed_stays()
    {
        await using var site = await CaseSite.StartAsync();
        using var response = await site.SubmitAsync("/Boundaries/Add", ("f.to", "555-0142"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
        Assert.Contains("There is a problem", page, StringComparison.Ordinal);
        Assert.Contains("Write what was said, or the day it was said.", page, StringComparison.Ordinal);
        Assert.Contains("value=\"555-0142\"", page, StringComparison.Ordinal);
        Assert.Empty((await site.OpenAsync()).Lines);
    }

    [Fact]
    public async Task What_came_after_adds_up_and_every_number_opens_its_rows()
    {
        await using var site = await CaseSite.StartAsync();
        var id = await BoundaryAsync(site, ("through-others", "yes"), ("exceptions", "The deposit"));
        await site.AppendAsync(
            Incident("call", "2026-03-01", "10:00", ("count", "4")),
            Incident("call", "2026-03-03", null),
            Incident("call", "2026-03-05", "01:00", ("count", "12"), ("call-result", "missed")),
            Incident("voicemail", "2026-03-05", "03:00"),
            Incident("call", "2026-03-06", "01:00", ("count", "6")),
            Incident("text", "2026-03-07", "09:00", ("count", "3")),
            Incident("email", "2026-03-07", "10:00"),
            Incident("social", "2026-03-08", "10:00", ("count", "9")),
            Incident("in-person", "2026-03-09", "17:50"),
            Incident("other", "2026-03-09", "18:00"),
            Incident("text", "2026-03-10", "09:00", ("through", "a cousin")),
            Incident("email", "2026-03-11", "09:00", ("permitted", "yes")),
            Incident("text", "2026-03-12", "09:00", ("direction", "out")));

        var page = await site.GetAsync("/Boundaries");
        Assert.Equal([["2", "19"], ["2", "13"], ["2", "2"], ["6", "34"]], Rows(page));
        Assert.Matches("Through other people: <a href=\"/Timeline/After/" + id + "\\?q=[A-Za-z0-9_-]+\">1 incident, 1 contact</a>", page);
        Assert.Matches("Allowed by the exceptions: <a href=\"/Timeline/After/" + id + "\\?q=[A-Za-z0-9_-]+\">1 incident, 1 contact</a>", page);
        Assert.Matches("Order not determined: <a href=\"/Timeline/After/" + id + "\\?q=[A-Za-z0-9_-]+\">1 incident, 1 contact</a>", page);
        Assert.Contains(">Show all 6</a>", page, StringComparison.Ordinal);

        // Every number leads to exactly the rows that it counts.
        foreach (var (which, rows) in new[] { ("?group=calls", 3), ("?group=messages", 3), ("?group=in-person", 2), ("?standing=others", 1), ("?standing=permitted", 1), ("?standing=undetermined", 1), ("", 8) })
        {
            Assert.Equal(rows, Regex.Count(await site.GetAsync($"/Timeline/After/{id}{which}"), "<li class=\"entry"));
        }

        var counts = new List<int>();
        foreach (var link in Regex.Matches(page, $"/Timeline/After/{id}[^\"]*").Select(link => link.Value).Distinct())
        {
            counts.Add(Regex.Count(await site.GetAsync(link), "<li class=\"entry"));
        }

        Assert.Equal([1, 1, 1, 2, 3, 3, 8], counts.Order());
    }

    [Fact]
    public async Task A_count_that_is_a_lower_bound_makes_its_sum_one()
    {
        await using var site = await CaseSite.StartAsync();
        await BoundaryAsync(site);
        await site.AppendAsync(Incident("call", "2026-03-05", "01:00", ("count", "12"), ("count-precision", "at-least")), Incident("text", "2026-03-06", "01:00", ("count", "5"), ("count-precision", "about")));

        var page = await site.GetAsync("/Boundaries");
        Assert.Equal([["1", "at least 12"], ["1", "about 5"], ["0", "0"], ["2", "at least about 17"]], Rows(page));
        Assert.Contains("5 of these contacts are estimates.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_words_end_the_old_ones_where_they_begin_in_one_go()
    {
        await using var site = await CaseSite.StartAsync();
        var old = await BoundaryAsync(site, ("words", "Email only, and only about the deposit."));
        using var response = await site.SubmitAsync($"/Boundaries/Add/{old}", ("f.words", Said), ("f.when.date", "20 March 2026"), ("f.when.time", "09:00"));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var opened = await site.OpenAsync();
        var (before, after) = ((Boundary)opened.Lines[0], (Boundary)opened.Lines[1]);
        Assert.Equal(before.FirstSeq, after.Fields.Number("replaces"));
        Assert.Equal("2026-03-20", before["ended-date"]);
        Assert.Equal("09:00", before["ended-time"]);
        Assert.Equal(after.FirstSeq + 1, before.LatestSeq);
        var page = await site.GetAsync("/Boundaries");
        Assert.Contains(", replaced 20 March 2026", page, StringComparison.Ordinal);
        Assert.Contains("In force since 20 March 2026", page, StringComparison.Ordinal);
        Assert.DoesNotContain("In force since 3 March 2026", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_counts_from_the_day_it_arrived_and_is_called_by_the_day_it_was_said()
    {
        await using var site = await CaseSite.StartAsync();
        await site.AppendAsync(Incident("text", "2026-03-04", "09:00"), Incident("text", "2026-03-06", "09:00", ("count", "2")));
        using var response = await site.SubmitAsync("/Boundaries/Add",
            ("f.words", Said), ("f.when.date", "2 March 2026"), ("f.when.time", "18:22"), ("f.channel", "letter"), ("f.delivered", "yes"),
            ("f.arrived.date", "5 March 2026"), ("f.arrived.time", "about 10 am"), ("f.delivered-how", "signed for"));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var page = await site.GetAsync("/Boundaries");
        foreach (var expected in new[] { "In force since 5 March 2026", "Mon 2 Mar 2026, 18:22, by letter", "Yes, Thu 5 Mar 2026, about 10:00, signed for" })
        {
            Assert.Contains(expected, page, StringComparison.Ordinal);
        }

        Assert.Equal([["0", "0"], ["1", "2"], ["0", "0"], ["1", "2"]], Rows(page));
        Assert.Contains("<bdi>Boundary of 2 March 2026</bdi>", await site.GetAsync(response.Headers.Location!.ToString()), StringComparison.Ordinal);

        // In the notebook the line stands between what came before it arrived and what came after.
        var notebook = await site.GetAsync("/Timeline");
        var line = notebook.IndexOf("Boundary reached them", StringComparison.Ordinal);
        Assert.InRange(line, notebook.IndexOf("Friday 6 March", StringComparison.Ordinal), notebook.IndexOf("Wednesday 4 March", StringComparison.Ordinal));
        Assert.Contains("Thu 5 Mar 2026, about 10:00, said Mon 2 Mar 2026, 18:22", notebook, StringComparison.Ordinal);
        Assert.Contains("since your boundary of <b>2 March</b>", await site.GetAsync("/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 March 2026", "", "yes", "This is earlier than when you said it.")]
    [InlineData("3 March 2026", "18:21", "", "This is earlier than when you said it.")]
    [InlineData("5 March 2026", "", "no", "is not answered with yes.")]
    [InlineData("5 March 2026", "", "unknown", "is not answered with yes.")]
    [InlineData("", "10:00", "yes", "There is a problem")]
    [InlineData("31 February 2026", "", "yes", "There is a problem")]
    [InlineData("5 March 2199", "", "yes", "has not come yet")]
    [InlineData("<script>alert(1)</script>", "\u202e10:00", "yes", "There is a problem")]
    public async Task An_arrival_that_cannot_be_is_asked_about_and_nothing_is_saved(string date, string time, string delivered, string expected)
    {
        await using var site = await CaseSite.StartAsync();
        (string, string)[] typed = [("f.words", Said), ("f.when.date", "3 March 2026"), ("f.when.time", "18:22"), ("f.delivered", delivered), ("f.arrived.date", date), ("f.arrived.time", time)];
        using (var response = await site.SubmitAsync("/Boundaries/Add", typed))
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var raw = await response.Content.ReadAsStringAsync();
            Assert.DoesNotContain("<script>alert(1)", raw, StringComparison.Ordinal);
            var page = WebUtility.HtmlDecode(raw);
            Assert.Contains(expected, page, StringComparison.Ordinal);
            Assert.Contains("href=\"#f_arrived_", page, StringComparison.Ordinal);
            Assert.Contains($"value=\"{date}\"", page, StringComparison.Ordinal);
        }

        Assert.Empty((await site.OpenAsync()).Lines);
        var id = await BoundaryAsync(site);
        using var amended = await site.SubmitAsync($"/Boundaries/Edit/{id}", typed);
        Assert.Equal(HttpStatusCode.OK, amended.StatusCode);
        Assert.Contains(expected, WebUtility.HtmlDecode(await amended.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Null(((Boundary)(await site.OpenAsync()).Lines[0]).Arrived);
    }

    [Fact]
    public async Task Old_words_hold_until_the_new_ones_arrive_also_when_that_is_learned_later()
    {
        await using var site = await CaseSite.StartAsync();
        var old = await BoundaryAsync(site, ("words", "Email only, and only about the deposit."));
        using var response = await site.SubmitAsync($"/Boundaries/Add/{old}", ("f.words", Said), ("f.when.date", "20 March 2026"), ("f.when.time", "09:00"));
        var page = response.Headers.Location!.ToString();
        using (await site.SubmitAsync(page.Replace("/Boundaries/", "/Boundaries/Edit/", StringComparison.Ordinal),
            ("f.words", Said), ("f.when.date", "20 March 2026"), ("f.when.time", "09:00"), ("f.arrived.date", "24 March 2026"), ("f.arrived.time", "11:00")))
        {
        }

        var file = await site.OpenAsync();
        var (before, after) = ((Boundary)file.Lines[0], (Boundary)file.Lines[1]);
        Assert.Equal(("2026-03-24", "11:00"), (before["ended-date"], before["ended-time"]));
        Assert.Equal(before.Until, after.From);
        Assert.Contains("Email only", before.Words, StringComparison.Ordinal);

        // An end that she set herself stays where it is.
        using (await site.SubmitAsync($"/Boundaries/End/{old}", ("f.ended.date", "1 April 2026")))
        {
        }

        using (await site.SubmitAsync(page.Replace("/Boundaries/", "/Boundaries/Edit/", StringComparison.Ordinal),
            ("f.words", Said), ("f.when.date", "20 March 2026"), ("f.when.time", "09:00"), ("f.arrived.date", "25 March 2026")))
        {
        }

        Assert.Equal("2026-04-01", (await site.OpenAsync()).Lines[0]["ended-date"]);
    }

    [Fact]
    public async Task A_boundary_that_ended_no_longer_counts_what_came_later()
    {
        await using var site = await CaseSite.StartAsync();
        var id = await BoundaryAsync(site);
        await site.AppendAsync(Incident("text", "2026-03-10", "09:00"), Incident("text", "2026-04-10", "09:00"));
        using var response = await site.SubmitAsync($"/Boundaries/End/{id}", ("f.ended.date", "1 April 2026"), ("f.ended-why", "We agreed on a way"));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var page = await site.GetAsync("/Boundaries");
        Assert.Contains("No longer in force", page, StringComparison.Ordinal);
        Assert.Contains(", ended 1 April 2026", page, StringComparison.Ordinal);
        Assert.Contains("1 incident, 1 contact", page, StringComparison.Ordinal);
        var own = await site.GetAsync($"/Boundaries/{id}");
        Assert.Contains("We agreed on a way", own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_boundary_counts_nothing_and_comes_back_when_restored()
    {
        await using var site = await CaseSite.StartAsync();
        var id = await BoundaryAsync(site);
        using (var withdrawn = await site.SubmitAsync($"/Boundaries/Withdraw/{id}", ("Input.Reason", "entered twice")))
        {
            Assert.Equal(HttpStatusCode.Redirect, withdrawn.StatusCode);
        }

        Assert.Empty((await site.OpenAsync()).Lines);
        Assert.Contains("entered twice", await site.GetAsync($"/Boundaries/{id}"), StringComparison.Ordinal);
        using (await site.SubmitAsync($"/Boundaries/Withdraw/{id}"))
        {
        }

        Assert.Single((await site.OpenAsync()).Lines);
    }

    [Fact]
    public async Task A_withdrawal_sent_late_does_not_restore()
    {
        await using var site = await CaseSite.StartAsync();
        var id = await BoundaryAsync(site);
        var hidden = CaseSite.Hidden(await site.GetAsync($"/Boundaries/Withdraw/{id}"));
        using (await site.SubmitAsync($"/Boundaries/Withdraw/{id}"))
        {
        }

        using var late = await site.Browser.PostAsync($"/Boundaries/Withdraw/{id}", new FormUrlEncodedContent(hidden));
        Assert.Equal(HttpStatusCode.Redirect, late.StatusCode);
        Assert.Empty((await site.OpenAsync()).Lines);
    }

    [Fact]
    public async Task Two_windows_that_correct_one_boundary_do_not_overwrite_each_other()
    {
        await using var site = await CaseSite.StartAsync();
        var id = await BoundaryAsync(site);
        var first = CaseSite.Hidden(await site.GetAsync($"/Boundaries/Edit/{id}"));
        using (await site.SubmitAsync($"/Boundaries/Edit/{id}", ("f.to", "555-0142"), ("f.words", Said), ("f.when.date", "3 March 2026"), ("f.when.time", "18:22")))
        {
        }

        using var second = await site.Browser.PostAsync($"/Boundaries/Edit/{id}", new FormUrlEncodedContent(
            [.. first, KeyValuePair.Create("f.via", "a neighbour"), KeyValuePair.Create("f.words", Said), KeyValuePair.Create("f.when.date", "3 March 2026"), KeyValuePair.Create("f.when.time", "18:22")]));
        var page = WebUtility.HtmlDecode(await second.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Contains("changed in another tab", page, StringComparison.Ordinal);
        Assert.Contains("a neighbour", page, StringComparison.Ordinal);
        Assert.Contains("555-0142", page, StringComparison.Ordinal);
        Assert.Null((await site.OpenAsync()).Lines[0]["via"]);
    }

    [Fact]
    public async Task An_order_counts_from_being_served_and_wears_a_double_line()
    {
        await using var site = await CaseSite.StartAsync();
        using var response = await site.SubmitAsync("/Orders/Add",
            ("f.title", "Temporary order"), ("f.court", "Example County"), ("f.number", "26-CV-0000"), ("f.served.date", "20 March 2026"),
            ("f.expires.date", "18 May 2026"), ("f.words", "No contact."), ("f.distance", "100 yards."));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        await site.AppendAsync(Incident("text", "2026-03-20", "23:00"), Incident("text", "2026-03-21", "09:00"));

        var page = await site.GetAsync("/Boundaries");
        Assert.Contains("<article class=\"card order\"", page, StringComparison.Ordinal);
        foreach (var expected in new[] { "Temporary order, served 20 March 2026", "Example County, 26-CV-0000", "No contact. 100 yards.", "18 May 2026" })
        {
            Assert.Contains(expected, page, StringComparison.Ordinal);
        }

        Assert.Equal(2, Regex.Count(page, ">1 incident, 1 contact</a>"));
        var own = await site.GetAsync(response.Headers.Location!.ToString());
        Assert.Equal(["1", "1"], Rows(own)[^1]);
        Assert.Contains("Order not determined", own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_an_order_lists_the_entries_by_the_term_they_name()
    {
        await using var site = await CaseSite.StartAsync();
        using var response = await site.SubmitAsync("/Orders/Add", ("f.title", "Temporary order"), ("f.served.date", "20 March 2026"), ("f.words", "No contact.\nStay away."));
        var address = response.Headers.Location!.ToString();
        Assert.Contains("Entries that name this order stand here", await site.GetAsync(address), StringComparison.Ordinal);

        var order = (await site.OpenAsync()).Lines[0].FirstSeq.ToString(CultureInfo.InvariantCulture);
        var entry = (await site.AppendAsync(Incident("in-person", "2026-03-21", "09:00", ("breach-of", order), ("breach-term", "stay away")), Incident("text", "2026-03-22", "09:00"))).ItemIds[0];
        var page = await site.GetAsync(address);
        Assert.Contains("“Stay away.”", page, StringComparison.Ordinal);
        Assert.Contains($"<a class=\"list-link\" href=\"/Incidents/{entry}\">", page, StringComparison.Ordinal);
        Assert.Contains("No entry names this term.", page, StringComparison.Ordinal);
        Assert.Contains("1 entry after this order does not name it", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_copy_stands_on_the_card_by_its_label()
    {
        await using var site = await CaseSite.StartAsync();
        var id = await BoundaryAsync(site);
        using (await site.UploadAsync($"/Exhibits/Add/{id}", ("copy.png", Samples.Png)))
        {
        }

        Assert.Matches("(?s)card boundary.*?class=\"exhibit\" dir=\"ltr\">A-1<", await site.GetAsync("/Boundaries"));
        Assert.Contains("Exhibit A-1 added", await site.GetAsync($"/Boundaries/{id}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/Boundaries/")]
    [InlineData("/Boundaries/Edit/")]
    [InlineData("/Boundaries/End/")]
    [InlineData("/Boundaries/Withdraw/")]
    [InlineData("/Timeline/After/")]
    [InlineData("/Boundaries/Add/")]
    [InlineData("/Orders/")]
    [InlineData("/Orders/Edit/")]
    [InlineData("/Orders/Withdraw/")]
    [InlineData("/Contacts/")]
    [InlineData("/Contacts/Edit/")]
    [InlineData("/Contacts/From/")]
    [InlineData("/Contacts/AddPoint/")]
    [InlineData("/Contacts/EditPoint/")]
    [InlineData("/Contacts/WithdrawPoint/")]
    public async Task An_id_of_something_else_is_not_found(string path)
    {
        await using var site = await CaseSite.StartAsync();
        using var missing = await site.Browser.GetAsync(path + Guid.NewGuid());
        using var other = await site.Browser.GetAsync(path + (await site.OpenAsync()).Settings.Id);

        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    internal static EntryDraft Incident(string kind, string date, string? time, params (string Name, string Value)[] more)
    {
        var fields = FieldSet.Empty.With("kind", kind).With("date", date).With("zone", "America/Chicago").With("precision", time is null ? "day" : "exact");
        fields = time is null ? fields : fields.With("time", time);
        return EntryDraft.New(ItemType.Incident, more.Aggregate(fields, (set, field) => set.With(field.Name, field.Value)));
    }

    private static async Task<Guid> BoundaryAsync(CaseSite site, params (string Name, string Value)[] more)
    {
        var fields = FieldSet.Empty.With("words", Said).With("date", "2026-03-03").With("time", "18:22").With("precision", "exact").With("zone", "America/Chicago");
        return (await site.AppendAsync(EntryDraft.New(ItemType.Boundary, more.Aggregate(fields, (set, field) => set.With(field.Name, field.Value))))).ItemIds[0];
    }

    /// <summary>The numbers of the first table, row by row, the sum last.</summary>
    private static string[][] Rows(string page) =>
        [.. Regex.Matches(page, "<tr>\\s*<th scope=\"row\">.*?</tr>", RegexOptions.Singleline)
            .Select(row => Regex.Matches(row.Value, "<td class=\"num\">([^<]*)</td>").Select(cell => cell.Groups[1].Value).ToArray())];
}
