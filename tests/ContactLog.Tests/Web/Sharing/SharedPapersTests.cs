using System.Net;
using ContactLog.Data;
using ContactLog.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Sharing;

/// <summary>What somebody who helps finds beside the incidents: reports, days at court, measures, people and their numbers.</summary>
public sealed class SharedPapersTests
{
    [Theory]
    [InlineData("Advocate")]
    [InlineData("Lawyer")]
    public async Task A_helper_finds_number_officer_room_measure_person_and_numbers(string role)
    {
        await using var circle = await Circle.BeginAsync();
        var papers = await PapersAsync(circle);
        using var person = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(person, role, ("Input.Details", "true"));

        var review = await person.OpenAsync($"/Cases/{grant}");
        Assert.Contains("Reports, court, measures, people", review.Text, StringComparison.Ordinal);
        foreach (var id in (Guid[])[papers.Report, papers.Hearing, papers.Measure, papers.Person, papers.Loose])
        {
            Assert.Contains($"/Cases/{grant}/Item/{id}", review.Html, StringComparison.Ordinal);
        }

        Assert.Contains("number 26-1234", review.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Dr Sample", review.Html, StringComparison.Ordinal);
        foreach (var (id, words) in ((Guid, string[])[])[
            (papers.Report, ["Report", "Springfield police", "26-1234", "Officer Sample", "Taken down"]),
            (papers.Hearing, ["Day at court", "Hearing for the order", "Room 4B"]),
            (papers.Measure, ["Measure taken", "New front door lock"]),
            (papers.Person, ["R. Placeholder", "Tall, grey coat", "555-0142"]),
            (papers.Point, ["555-0142", "R. Placeholder"]),
            (papers.Loose, ["555-0177"])])
        {
            var page = await person.OpenAsync($"/Cases/{grant}/Item/{id}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.All(words, word => Assert.Contains(word, page.Text, StringComparison.Ordinal));
            Assert.DoesNotContain("Quittengelee", page.Html, StringComparison.Ordinal);
        }

        // The numbers of a person are found from the person.
        Assert.Contains($"/Cases/{grant}/Item/{papers.Point}", (await person.OpenAsync($"/Cases/{grant}/Item/{papers.Person}")).Html, StringComparison.Ordinal);
        var read = await person.OpenAsync($"/Cases/{grant}/Read");
        Assert.All((string[])["Reports, court, measures, people", "Officer Sample", "Room 4B", "New front door lock", "Tall, grey coat", "555-0177"], word => Assert.Contains(word, read.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("Dr Sample", read.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_shared_answers_like_nothing_and_is_written_down()
    {
        await using var circle = await Circle.BeginAsync();
        var papers = await PapersAsync(circle);
        var journal = await circle.Owner.FollowAsync(await circle.Owner.SubmitAsync(await circle.Owner.OpenAsync("/Journal/Write"), "Input.Text", ("Input.Text", "Apfelkuchen")));
        var note = Guid.Parse(journal.Html.Split("/Journal/Write/")[1][..36]);
        using var other = await circle.PersonAsync("robin");
        await Circle.BeginCaseAsync(other, "Another case");
        var foreign = await AddsAsync(other, "/Responses/Add/1", "f.agency", ("f.agency", "Shelbyville police"));
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");

        foreach (var id in (Guid[])[papers.Visit, note, papers.Person, papers.Point, papers.Loose, foreign, Guid.NewGuid()])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await advocate.GetAsync($"/Cases/{grant}/Item/{id}")).Status);
        }

        var withdrawn = await circle.Owner.OpenAsync($"/Responses/Withdraw/{papers.Measure}");
        await circle.Owner.SubmitAsync(withdrawn, "Input.Reason", ("Input.Reason", "entered twice"));
        Assert.Equal(HttpStatusCode.NotFound, (await advocate.GetAsync($"/Cases/{grant}/Item/{papers.Measure}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await advocate.GetAsync($"/Cases/{grant}/Item/{papers.Report}")).Status);
        foreach (var path in (string[])["", "/Read", "/Checklist"])
        {
            var page = await advocate.OpenAsync($"/Cases/{grant}{path}");
            Assert.All((string[])["Dr Sample", "Tall, grey coat", "555-0142", "555-0177", "New front door lock", papers.Person.ToString()], word => Assert.DoesNotContain(word, page.Html, StringComparison.Ordinal));
        }

        Assert.Contains("asked for something that is not shared with them, 8 times", (await circle.Owner.OpenAsync($"/Share/Person/{grant}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_look_at_a_paper_is_in_her_list_and_her_own_is_not()
    {
        await using var circle = await Circle.BeginAsync();
        var papers = await PapersAsync(circle);
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate", ("Input.Details", "true"));
        foreach (var id in (Guid[])[papers.Report, papers.Hearing, papers.Person])
        {
            Assert.Equal(HttpStatusCode.OK, (await circle.Owner.OpenAsync($"/Cases/{grant}/Item/{id}")).Status);
        }

        Assert.DoesNotContain("The Advocate read", (await circle.Owner.OpenAsync($"/Share/Person/{grant}")).Text, StringComparison.Ordinal);
        await advocate.OpenAsync($"/Cases/{grant}/Item/{papers.Report}");
        Assert.Contains("The Advocate read 1 entry", (await circle.Owner.OpenAsync($"/Share/Person/{grant}")).Text, StringComparison.Ordinal);
        await advocate.OpenAsync($"/Cases/{grant}/Item/{papers.Hearing}");
        await advocate.OpenAsync($"/Cases/{grant}/Item/{papers.Person}");
        Assert.Contains("The Advocate read 3 entries", (await circle.Owner.OpenAsync($"/Share/Person/{grant}")).Text, StringComparison.Ordinal);

        // A list shows numbers too, so all that stands in it is in the look: three reports and dates, the person, two numbers.
        await advocate.OpenAsync($"/Cases/{grant}");
        Assert.Contains("The Advocate looked at a list with 6 entries", (await circle.Owner.OpenAsync($"/Share/Person/{grant}")).Text, StringComparison.Ordinal);

        // Read once, none of the three is called new.
        var review = await advocate.OpenAsync($"/Cases/{grant}");
        Assert.Contains("Read 3 new entries", review.Text, StringComparison.Ordinal);
    }

    // A number that belongs to nobody has no page of its own with her, and yet a question about it must not stand under nothing.
    [Fact]
    public async Task A_question_about_a_loose_number_reaches_her_under_its_name()
    {
        await using var circle = await Circle.BeginAsync();
        var papers = await PapersAsync(circle);
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate", ("Input.Details", "true"));
        var item = await advocate.OpenAsync($"/Cases/{grant}/Item/{papers.Loose}");
        await advocate.SubmitAsync(item, "Input.Text", ("Input.Kind", "which-number"), ("Input.Text", "Whose is it?"));
        var comments = await circle.Owner.OpenAsync("/Share/Comments");
        Assert.Contains("Whose is it?", comments.Text, StringComparison.Ordinal);
        Assert.Contains("555-0177", comments.Text, StringComparison.Ordinal);
    }

    // A voicemail that was kept without an entry belongs to the whole case: who sees all of it finds it, who sees a part does not.
    [Fact]
    public async Task A_file_of_no_entry_is_found_by_whoever_sees_the_whole_and_by_nobody_else()
    {
        await using var circle = await Circle.BeginAsync();
        var sent = await Circle.UploadAsync(circle.Owner, "/Exhibits/Add", "Files", "voice.amr", "#!AMR voice"u8.ToArray());
        Assert.True((int)sent.Status is 302 or 303, sent.ToString());
        var exhibit = System.Text.RegularExpressions.Regex.Match((await circle.Owner.OpenAsync("/Exhibits")).Html, "/Exhibits/(?<id>[0-9a-f-]{36})").Groups["id"].Value;
        using var advocate = await circle.PersonAsync("jo-sample");
        using var lawyer = await circle.PersonAsync("lee-sample");
        var whole = await circle.LetsInAsync(advocate, "Advocate");
        var part = await circle.LetsInAsync(lawyer, "Lawyer", ("Input.From", "2026-04-01"), ("Input.Details", "true"));

        var page = await advocate.OpenAsync($"/Cases/{whole}");
        Assert.Contains("Files beside the entries", page.Text, StringComparison.Ordinal);
        Assert.Contains($"/Cases/{whole}/File/{exhibit}", page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await advocate.GetAsync($"/Cases/{whole}/File/{exhibit}")).Status);
        Assert.Matches("The Advocate (opened|downloaded) 1 ", (await circle.Owner.OpenAsync($"/Share/Person/{whole}")).Text);

        Assert.DoesNotContain("Files beside the entries", (await lawyer.OpenAsync($"/Cases/{part}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await lawyer.GetAsync($"/Cases/{part}/File/{exhibit}")).Status);
    }

    [Fact]
    public async Task A_trusted_witness_sees_none_of_it()
    {
        await using var circle = await Circle.BeginAsync();
        var incident = await circle.RecordsAsync("in-person", "2026-04-17", "Zimtstern at the door");
        var papers = await PapersAsync(circle);
        using var witness = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(witness, "Witness", ("Input.Details", "true"), ("Input.Picked", "2"));
        Assert.Equal(HttpStatusCode.OK, (await witness.GetAsync($"/Cases/{grant}/Item/{incident}")).Status);
        foreach (var path in (string[])["", "/Read"])
        {
            var page = await witness.OpenAsync($"/Cases/{grant}{path}");
            Assert.Contains("Zimtstern at the door", page.Text, StringComparison.Ordinal);
            Assert.All((string[])["Reports, court", "Springfield police", "Hearing for the order", "New front door lock", "R. Placeholder", "555-0177"], word => Assert.DoesNotContain(word, page.Html, StringComparison.Ordinal));
        }

        foreach (var id in (Guid[])[papers.Report, papers.Hearing, papers.Measure, papers.Visit, papers.Person, papers.Point, papers.Loose])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await witness.GetAsync($"/Cases/{grant}/Item/{id}")).Status);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_hearing_and_what_the_checklist_names_lead_to_their_pages(bool withDetails)
    {
        await using var circle = await Circle.BeginAsync();
        var papers = await PapersAsync(circle);
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate", withDetails ? [("Input.Details", "true")] : []);
        var list = await advocate.OpenAsync("/Cases");
        Assert.Matches($"href=\"/Cases/{grant}/Item/{papers.Hearing}\"[^>]*>[^<]*hearing", list.Html);

        // How they know each other is not said, so the person is named; there is no link to what answers like nothing.
        var check = await advocate.OpenAsync($"/Cases/{grant}/Checklist");
        Assert.Contains("R. Placeholder", check.Text, StringComparison.Ordinal);
        Assert.Equal(withDetails, check.Html.Contains($"/Cases/{grant}/Item/{papers.Person}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hearing_that_only_the_case_names_leads_to_the_case_which_says_court_and_number()
    {
        await using var circle = await Circle.BeginAsync();
        await circle.Owner.SubmitAsync(await circle.Owner.OpenAsync("/Case/Edit"), "f.court", ("f.court", "Springfield County Court"), ("f.case-number", "2026-DV-17"), ("f.hearing", s_ahead));
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        Assert.Matches($"href=\"/Cases/{grant}\"[^>]*>[^<]*hearing", (await advocate.OpenAsync("/Cases")).Html);
        var review = await advocate.OpenAsync($"/Cases/{grant}");
        Assert.Contains("Springfield County Court", review.Text, StringComparison.Ordinal);
        Assert.Contains("2026-DV-17", review.Text, StringComparison.Ordinal);
    }

    private const string s_ahead = "2099-05-02";

    private static async Task<Papers> PapersAsync(Circle circle)
    {
        var she = circle.Owner;
        var report = await AddsAsync(she, "/Responses/Add/1", "f.agency", ("f.agency", "Springfield police"), ("f.kind", "police"), ("f.when.date", "2026-04-18"),
            ("f.officer", "Officer Sample"), ("f.number", "26-1234"), ("f.outcome", "Taken down"), ("f.private-note", "Quittengelee"));
        var hearing = await AddsAsync(she, "/Responses/Add/2", "f.title", ("f.title", "Hearing for the order"), ("f.when.date", s_ahead), ("f.court", "County Court, Room 4B"));
        var visit = await AddsAsync(she, "/Responses/Add/3", "f.provider", ("f.provider", "Dr Sample"));
        var measure = await AddsAsync(she, "/Responses/Add/4", "f.what", ("f.what", "New front door lock"), ("f.kind", "locks"));
        var person = await AddsAsync(she, "/Contacts/Add", "f.label", ("f.label", "R. Placeholder"), ("f.role", "main"), ("f.description", "Tall, grey coat"));
        var form = await she.OpenAsync($"/Contacts/AddPoint/{person}");
        await she.SubmitAsync(form, "f.value", ("f.kind", "phone"), ("f.value", "555-0142"));
        form = await she.OpenAsync("/Contacts/AddPoint");
        await she.SubmitAsync(form, "f.value", ("f.kind", "phone"), ("f.value", "555-0177"));
        await using var scope = circle.Site.Services.CreateAsyncScope();
        var points = await scope.ServiceProvider.GetRequiredService<ContactLogDb>().ContactPoints.OrderBy(point => point.FirstSeq).Select(point => point.Id).ToListAsync();
        return new(report, hearing, visit, measure, person, points[0], points[1]);
    }

    private static async Task<Guid> AddsAsync(Visitor person, string path, string field, params (string Name, string Value)[] values)
    {
        var saved = await person.SubmitAsync(await person.OpenAsync(path), field, values);
        return Guid.Parse((saved.Location ?? throw new InvalidOperationException(saved.ToString())).Split('/')[^1]);
    }

    private sealed record Papers(Guid Report, Guid Hearing, Guid Visit, Guid Measure, Guid Person, Guid Point, Guid Loose);
}
