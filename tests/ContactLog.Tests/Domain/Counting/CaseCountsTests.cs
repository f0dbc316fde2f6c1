using ContactLog.Data.Record;
using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Time;
using ContactLog.Tests.Support;
using NodaTime;

namespace ContactLog.Tests.Domain.Counting;

/// <summary>The published rules of counting, on a real record.</summary>
public sealed class CaseCountsTests
{
    private static readonly DateTimeZone s_zone = DateTimeZoneProviders.Tzdb["America/Chicago"];

    private static FieldSet At(string prefix, string date, string time = "") => FieldSet.Empty.With(WhenInput.Read(date, time, s_zone).When!, prefix);

    private static EntryDraft Incident(string kind, string date, string time = "", params (string Name, string Text)[] fields) =>
        EntryDraft.New(ItemType.Incident, fields.Aggregate(At("", date, time).With("kind", kind), (all, field) => all.With(field.Name, field.Text)));

    private static EntryDraft Boundary(string date, string time, params (string Name, string Text)[] fields) =>
        EntryDraft.New(ItemType.Boundary, fields.Aggregate(At("", date, time).With("words", "No more."), (all, field) => all.With(field.Name, field.Text)));

    private static async Task<CaseFile> CaseAsync(params EntryDraft[] drafts)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(drafts);
        return await test.OpenAsync();
    }

    private static Standing[] Standings(CaseFile file, int line = 0) =>
        [.. file.AllIncidents.OrderBy(row => row.FirstSeq).Select(row => file.Counts.StandingOf(row, file.Lines[line]))];

    [Fact]
    public async Task Order_is_claimed_only_where_the_times_do_not_overlap()
    {
        var file = await CaseAsync(
            Boundary("2026-03-03", "about 18:00"),
            Incident("text", "2026-03-03", "17:29"),
            Incident("text", "2026-03-03", "17:30"),
            Incident("text", "2026-03-03", "18:30"),
            Incident("text", "2026-03-03", "18:31"),
            Incident("text", "2026-03-03"),
            Incident("text", "2026-03-03", "evening"),
            Incident("text", "2026-03-04"),
            Incident("text", ""));
        Assert.Equal(
            [Standing.Outside, Standing.OrderNotDetermined, Standing.OrderNotDetermined, Standing.After, Standing.OrderNotDetermined, Standing.OrderNotDetermined, Standing.After, Standing.OrderNotDetermined],
            Standings(file));
    }

    [Fact]
    public async Task A_run_that_began_before_and_ended_after_is_not_claimed()
    {
        var run = EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("count", 5)
            .With(WhenInput.Read("2026-03-03", "17:00", s_zone, endTime: "19:00").When!));
        Assert.Equal([Standing.OrderNotDetermined], Standings(await CaseAsync(Boundary("2026-03-03", "18:00"), run)));
    }

    [Fact]
    public async Task A_run_whose_single_times_go_past_a_boundary_is_not_claimed_as_before_it()
    {
        var file = await CaseAsync(
            Boundary("2026-03-03", "18:00"),
            Incident("call", "2026-03-03", "17:00", ("count", "3"), ("times", "17:00\n17:40\n18:30")),
            Incident("call", "2026-03-02", "23:50", ("count", "2"), ("times", "23:50\n00:20")));
        Assert.Equal([Standing.OrderNotDetermined, Standing.Outside], Standings(file));
        Assert.Equal(Instant.FromUtc(2026, 3, 3, 6, 20, 59), file.AllIncidents.Single(row => row.Count == 2).LatestEnd);
    }

    [Fact]
    public async Task What_was_allowed_and_what_came_through_others_is_counted_apart()
    {
        var file = await CaseAsync(
            Boundary("2026-03-03", "18:00", ("through-others", "yes")),
            Incident("text", "2026-03-05", "", ("permitted", "yes")),
            Incident("text", "2026-03-05", "", ("through", "His sister")),
            Incident("text", "2026-03-05"));
        Assert.Equal([Standing.Permitted, Standing.ThroughOthers, Standing.After], Standings(file));
        var count = file.Counts.After(file.Lines[0]);
        Assert.Equal((1, 1, 1), (count.After.Contacts, count.ThroughOthers.Contacts, count.Permitted.Contacts));
        Assert.Equal(2, file.Incidents.Count(row => file.Counts.CrossedBy(row).Count == 1));
    }

    [Fact]
    public async Task Other_people_and_other_kinds_are_not_covered()
    {
        var file = await CaseAsync(
            Boundary("2026-03-03", "18:00", ("covers", "call\ntext")),
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R.").With("role", "main")),
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "A stranger").With("role", "other")),
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "His sister").With("role", "go-between")),
            Incident("email", "2026-03-05"),
            Incident("text", "2026-03-05", "", ("contact", "4")),
            Incident("text", "2026-03-05", "", ("contact", "3")),
            Incident("text", "2026-03-05", "", ("contact", "5")),
            Incident("text", "2026-03-05", "", ("through", "A neighbour")));
        Assert.Equal([Standing.NotCovered, Standing.NotCovered, Standing.After, Standing.NotCovered, Standing.NotCovered], Standings(file));
    }

    [Fact]
    public async Task A_boundary_that_did_not_arrive_or_has_no_day_counts_nothing()
    {
        var file = await CaseAsync(
            Boundary("2026-03-03", "18:00", ("delivered", "no")),
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "Some day.")),
            Incident("text", "2026-03-05"));
        Assert.Equal([Standing.NotCovered], Standings(file, 0));
        Assert.Equal([Standing.NotCovered], Standings(file, 1));
        Assert.DoesNotContain(file.Lines, line => line.IsInForce(Instant.FromUtc(2026, 4, 1, 0, 0)));
    }

    [Fact]
    public async Task A_boundary_whose_arrival_is_known_counts_from_then_and_keeps_the_name_of_the_day_it_was_stated()
    {
        var file = await CaseAsync(
            Boundary("2026-03-02", "18:00", ("delivered", "yes"), ("arrived-date", "2026-03-05"), ("arrived-time", "10:00"), ("arrived-precision", "exact"), ("arrived-zone", "America/Chicago")),
            Incident("text", "2026-03-02", "17:00"),
            Incident("text", "2026-03-03"),
            Incident("text", "2026-03-05"),
            Incident("text", "2026-03-05", "10:00"),
            Incident("text", "2026-03-05", "10:01"));
        Assert.Equal([Standing.Outside, Standing.Outside, Standing.OrderNotDetermined, Standing.OrderNotDetermined, Standing.After], Standings(file));
        Assert.Equal(1, file.Counts.After(file.Lines[0]).After.Contacts);
        var boundary = Assert.IsType<ContactLog.Domain.Boundaries.Boundary>(file.Lines[0]);
        Assert.Equal((new LocalDate(2026, 3, 2), new LocalDate(2026, 3, 5)), (boundary.Named.Date, boundary.From.Date));
        Assert.False(boundary.IsInForce(Instant.FromUtc(2026, 3, 4, 12, 0)));
        Assert.True(boundary.IsInForce(Instant.FromUtc(2026, 3, 6, 12, 0)));
        Assert.True(boundary.CameLater);
    }

    [Fact]
    public async Task An_arrival_known_to_the_day_is_no_earlier_than_the_words_and_nothing_of_that_day_is_claimed()
    {
        var file = await CaseAsync(
            Boundary("2026-03-03", "18:00", ("arrived-date", "2026-03-03"), ("arrived-precision", "day"), ("arrived-zone", "America/Chicago")),
            Incident("text", "2026-03-03", "17:59"),
            Incident("text", "2026-03-03", "18:30"),
            Incident("text", "2026-03-04"));
        Assert.Equal([Standing.Outside, Standing.OrderNotDetermined, Standing.After], Standings(file));
    }

    [Theory]
    [InlineData("yes", true, false)]
    [InlineData(null, true, false)]
    [InlineData("unknown", true, true)]
    [InlineData("no", false, false)]
    public async Task What_the_answer_says_of_the_arrival_goes_before_its_time(string? delivered, bool counts, bool isAssumed)
    {
        var file = await CaseAsync(
            Boundary("2026-03-03", "18:00", ("delivered", delivered ?? ""), ("arrived-date", "2026-03-05"), ("arrived-precision", "day"), ("arrived-zone", "America/Chicago")),
            Incident("text", "2026-03-04"),
            Incident("text", "2026-03-06"));
        Assert.Equal(counts ? [Standing.Outside, Standing.After] : [Standing.NotCovered, Standing.NotCovered], Standings(file));
        var boundary = Assert.IsType<ContactLog.Domain.Boundaries.Boundary>(file.Lines[0]);
        Assert.Equal((isAssumed, counts), (boundary.IsArrivalAssumed, boundary.CameLater));
    }

    [Fact]
    public async Task Lines_stand_in_the_order_in_which_they_took_hold()
    {
        var file = await CaseAsync(
            Boundary("2026-03-02", "18:00", ("words", "The letter."), ("arrived-date", "2026-03-05"), ("arrived-precision", "day"), ("arrived-zone", "America/Chicago")),
            Boundary("2026-03-04", "18:00", ("words", "The text.")));
        Assert.Equal(["The text.", "The letter."], file.Lines.Select(line => line.Words));
    }

    [Theory]
    [InlineData("2026-03-02", "", null, ArrivalProblem.Before)]
    [InlineData("2026-03-03", "17:59", null, ArrivalProblem.Before)]
    [InlineData("2026-03-03", "18:00", null, null)]
    [InlineData("2026-03-03", "about 17:45", null, null)]
    [InlineData("2026-03-03", "", "yes", null)]
    [InlineData("2026-03-05", "", "no", ArrivalProblem.Answer)]
    [InlineData("2026-03-05", "", "unknown", ArrivalProblem.Answer)]
    [InlineData("", "", "no", null)]
    public void Only_an_arrival_that_is_surely_before_the_words_or_beside_another_answer_is_refused(string date, string time, string? delivered, ArrivalProblem? expected)
    {
        var fields = FieldSet.Empty.With(WhenInput.Read("2026-03-03", "18:00", s_zone).When!).With("delivered", delivered).With(WhenInput.Read(date, time, s_zone).When!, "arrived-");
        Assert.Equal(expected, ContactLog.Domain.Boundaries.Boundary.ProblemOfArrival(fields, s_zone));
        Assert.Null(ContactLog.Domain.Boundaries.Boundary.ProblemOfArrival(FieldSet.Empty.With(WhenInput.Read("2026-03-05", "", s_zone).When!, "arrived-"), s_zone));
    }

    [Fact]
    public async Task An_order_holds_from_being_served_to_the_end_of_its_last_day()
    {
        var order = EntryDraft.New(ItemType.CourtOrder, new[] { At("issued-", "2026-03-01"), At("served-", "2026-03-03", "14:05"), At("expires-", "2026-03-10") }
            .SelectMany(set => set.All).Aggregate(FieldSet.Empty.With("title", "Order"), (all, field) => all.With(field.Key, field.Value)));
        var file = await CaseAsync(
            order,
            Incident("text", "2026-03-02"),
            Incident("text", "2026-03-03", "14:04"),
            Incident("text", "2026-03-03", "14:06"),
            Incident("text", "2026-03-10", "23:59"),
            Incident("text", "2026-03-11", "00:00"));
        Assert.Equal([Standing.Outside, Standing.Outside, Standing.After, Standing.After, Standing.Outside], Standings(file));
        Assert.True(file.Lines[0].IsInForce(Instant.FromUtc(2026, 3, 10, 12, 0)));
        Assert.False(file.Lines[0].IsInForce(Instant.FromUtc(2026, 3, 11, 12, 0)));
    }

    [Fact]
    public async Task On_the_day_a_boundary_was_taken_back_nothing_is_claimed()
    {
        var file = await CaseAsync(
            Boundary("2026-03-03", "18:00", ("ended-date", "2026-03-10"), ("ended-precision", "day"), ("ended-zone", "America/Chicago")),
            Incident("text", "2026-03-09"),
            Incident("text", "2026-03-10", "10:00"),
            Incident("text", "2026-03-11"));
        Assert.Equal([Standing.After, Standing.Outside, Standing.Outside], Standings(file));
    }

    [Fact]
    public async Task Calls_and_messages_of_one_day_are_one_incident_and_contacts_add_up()
    {
        var file = await CaseAsync(
            Incident("call", "2026-04-01", "", ("count", "12")),
            Incident("voicemail", "2026-04-01"),
            Incident("text", "2026-04-01"),
            Incident("email", "2026-04-01", "", ("count", "2"), ("count-precision", "about")),
            Incident("social", "2026-04-02"),
            Incident("in-person", "2026-04-02"),
            Incident("in-person", "2026-04-02"),
            Incident("call", "", "", ("count", "3"), ("count-precision", "at-least")),
            Incident("call", ""),
            Incident("text", "2026-04-01", "", ("direction", "out"), ("count", "9")));
        var all = file.Counts.All;
        Assert.Equal((6, 23), (all.Incidents, all.Contacts));
        Assert.True(all.AtLeast);
        Assert.Equal(2, all.AboutContacts);
        var groups = Enum.GetValues<KindGroup>().Select(all.Of).ToList();
        Assert.Equal((all.Contacts, all.Rows.Count), (groups.Sum(group => group.Contacts), groups.Sum(group => group.Rows.Count)));
        // On 1 April there were calls and messages: one incident in each group, one in all.
        Assert.Equal(7, groups.Sum(group => group.Incidents));
        Assert.True(all.SharesDays);
        Assert.False(groups[0].SharesDays);
    }
}
