using System.Collections.Concurrent;
using System.Diagnostics;
using ContactLog.Data.Sharing;
using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Plans;
using ContactLog.Domain.Sharing;
using ContactLog.Web.Security;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;

namespace ContactLog.Web.Sharing;

/// <summary>A date that lies ahead.</summary>
/// <param name="Day">The day, ISO.</param>
/// <param name="What">What it is: <c>order-ends</c>, <c>hearing</c>, <c>follow-up</c>.</param>
/// <param name="Item">What it belongs to; null where only the case itself names it, and in a line of before it was kept.</param>
public sealed record DeskDate(string Day, string What, Guid? Item = null);

/// <summary>What the list of cases says of one. Kept sealed to the reader; days and counts, and the label she chose.</summary>
/// <param name="Label">Her neutral label.</param>
/// <param name="LastDay">The day of the last contact, ISO; null when there is none.</param>
/// <param name="LastRecorded">When something was last recorded, in Unix seconds.</param>
/// <param name="Zone">The zone of her calendar; null in a line of before it was kept, and then UTC.</param>
/// <param name="Held">From when until when boundaries and orders hold.</param>
/// <param name="After">Contacts after the newest of them that was communicated; null when there is none.</param>
/// <param name="Unread">Entries not read.</param>
/// <param name="Threats">Incidents with a threat.</param>
/// <param name="Weapons">Incidents with a weapon.</param>
/// <param name="Dates">Dates that lay ahead when it was made.</param>
/// <param name="AfterIsAbout">One of the counts in <paramref name="After"/> is an estimate.</param>
/// <param name="AfterIsAtLeast">One of them is a lower bound.</param>
public sealed record DeskSummary(
    string? Label, string? LastDay, long LastRecorded, string? Zone, IReadOnlyList<DeskSpan>? Held, int? After, int Unread, int Threats, int Weapons, IReadOnlyList<DeskDate> Dates,
    bool AfterIsAbout = false, bool AfterIsAtLeast = false);

/// <summary>From when a boundary or order holds and until when, in Unix seconds.</summary>
public sealed record DeskSpan(long From, long Until);

/// <summary>A row of the list.</summary>
/// <param name="Id">The grant.</param>
/// <param name="Until">Until when.</param>
/// <param name="Summary">What is said of it; null when the case could not be opened yet.</param>
/// <param name="IsOld">Something was recorded since the summary was made.</param>
/// <param name="Questions">Open comments that were handed to the reader.</param>
/// <param name="Answers">Comments of the owner that the reader has not seen.</param>
/// <param name="Open">Comments of the reader that are not done with.</param>
public sealed record DeskLine(Guid Id, Instant Until, DeskSummary? Summary, bool IsOld, int Questions, int Answers, int Open)
{
    /// <summary>Whether there is something to do.</summary>
    public bool NeedsDoing => Summary is null || IsOld || Summary.Unread > 0 || Questions > 0 || Answers > 0;

    /// <summary>Whether access ends within a fortnight.</summary>
    public bool EndsSoon(Instant now) => Until - now < Duration.FromDays(14);

    /// <summary>Days since the last contact, by the calendar; null when there was none.</summary>
    public int? DaysSince(Instant now) => Summary?.LastDay is { } last && LocalDatePattern.Iso.Parse(last) is { Success: true } day
        ? Math.Max(0, Period.DaysBetween(day.Value, Today(now)))
        : null;

    /// <summary>Boundaries and orders in force now; what has expired since the line was made is not among them.</summary>
    public int InForce(Instant now) => Summary?.Held?.Count(span => span.From <= now.ToUnixTimeSeconds() && now.ToUnixTimeSeconds() <= span.Until) ?? 0;

    /// <summary>The next date that lies ahead.</summary>
    public DeskDate? NextDate(Instant now)
    {
        var today = LocalDatePattern.Iso.Format(Today(now));
        return Summary?.Dates.Where(date => string.CompareOrdinal(date.Day, today) >= 0).MinBy(date => date.Day, StringComparer.Ordinal);
    }

    // Her days, not the reader's and not those of Greenwich: the evening's call is of today.
    private LocalDate Today(Instant now) => now.InZone((Summary?.Zone is { } id ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) : null) ?? DateTimeZone.Utc).Date;
}

/// <summary>
/// For which readers lines are being made after a page has gone out. A second page of theirs leaves those lines to the first: two that make
/// the same ones are each half as quick, and a reader who asks again and again would begin as many as they ask for.
/// </summary>
public sealed class DeskTurns(TimeProvider clock)
{
    // Whoever began and did not say that it is over, because the machine gave out, is not waited for.
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _begun = new();

    /// <summary>True while lines of a reader are being made.</summary>
    public bool IsBusy(Guid reader) => _begun.TryGetValue(reader, out var begun) && clock.GetUtcNow() - begun < s_most;

    /// <summary>Begins, unless somebody else has.</summary>
    public bool Begin(Guid reader)
    {
        var now = clock.GetUtcNow();
        return _begun.TryAdd(reader, now) || (_begun.TryGetValue(reader, out var begun) && now - begun >= s_most && _begun.TryUpdate(reader, now, begun));
    }

    /// <summary>It is over.</summary>
    public void End(Guid reader) => _begun.TryRemove(reader, out _);
}

/// <summary>
/// The list of cases of somebody who has many. Opening two hundred cases would take longer than anybody waits, so each
/// line is kept, sealed to the reader, and made anew when something was recorded since. A page makes as many as fit into
/// its time and marks the rest as having news; those are made after the page has gone out, for the next look at it.
/// </summary>
public sealed class CaseDesk(CurrentUser me, SharedCases cases, SharedCase shared, Desks desks, Comments comments, DeskTurns turns, TimeProvider clock)
{
    private static readonly TimeSpan s_time = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan s_after = TimeSpan.FromSeconds(5);

    /// <summary>Lines that are kept together after the page has gone out; in a page all of them are.</summary>
    private const int Together = 25;

    /// <summary>Entries of a case above which opening it alone takes longer than a page may.</summary>
    private const int Large = 1000;

    /// <summary>The lines, in no order.</summary>
    /// <param name="response">The answer they go into; what did not fit is made when it was sent, while the reader's keys are still here.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<DeskLine>> LinesAsync(HttpResponse response, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(response);
        var mine = await cases.MineAsync(me.Id, cancel);
        var kept = await desks.SummariesAsync<DeskSummary>([.. mine.Select(one => one.Id)], me.Keys, cancel);
        var news = await comments.NewsAsync([.. mine.Select(one => one.Id)], me.Id, cancel);
        var started = Stopwatch.GetTimestamp();
        var lines = new List<DeskLine>(mine.Count);
        var fresh = new List<NewLine<DeskSummary>>();
        var waiting = new List<Membership>();
        var isBusy = turns.IsBusy(me.Id);

        // What was never looked at comes first, then what has waited longest; of those the small ones.
        foreach (var one in mine.OrderBy(one => kept.TryGetValue(one.Id, out var line) ? line.Head : -1).ThenBy(one => one.HeadSeq))
        {
            var summary = kept.TryGetValue(one.Id, out var old) ? old.Line : null;
            var isOld = summary is null || old.Head != one.HeadSeq;
            if (isOld && mine.Count > 1 && (isBusy || one.HeadSeq > Large || Stopwatch.GetElapsedTime(started) >= s_time))
            {
                waiting.Add(one);
            }
            else if (isOld && await MakeAsync(one, cancel) is { } made)
            {
                fresh.Add(made);
                (summary, isOld) = (made.Line, false);
            }

            lines.Add(new(one.Id, one.Until.ToInstant(), summary, isOld, news[one.Id].Questions, news[one.Id].Answers, news[one.Id].Open));
        }

        // The looks are written before anything is shown.
        await desks.WriteSummariesAsync(me.Keys, fresh, cancel);
        if (waiting.Count > 0 && !isBusy && turns.Begin(me.Id))
        {
            // The next question on this connection would be answered only when all of them are made. It comes on another one.
            if (!HttpProtocol.IsHttp2(response.HttpContext.Request.Protocol) && !HttpProtocol.IsHttp3(response.HttpContext.Request.Protocol))
            {
                response.Headers.Connection = "close";
            }

            response.OnCompleted(() => MakeAsync(waiting));
        }

        return lines;
    }

    private async Task MakeAsync(IReadOnlyList<Membership> waiting)
    {
        try
        {
            var started = Stopwatch.GetTimestamp();
            foreach (var some in waiting.Chunk(Together))
            {
                var fresh = new List<NewLine<DeskSummary>>(some.Length);
                foreach (var one in some)
                {
                    if (Stopwatch.GetElapsedTime(started) <= s_after && await MakeAsync(one, CancellationToken.None) is { } made)
                    {
                        fresh.Add(made);
                    }
                }

                await desks.WriteSummariesAsync(me.Keys, fresh, CancellationToken.None);
            }
        }
        finally
        {
            turns.End(me.Id);
        }
    }

    private async Task<NewLine<DeskSummary>?> MakeAsync(Membership one, CancellationToken cancel)
    {
        try
        {
            var opened = await shared.OpenAsync(one.Id, cancel);
            if (opened.State != SharedState.Open)
            {
                return null;
            }

            // A line in a list is a look too: she sees that her case was in it.
            var marks = await desks.MarksAsync(one.Id, me.Keys, cancel);
            return new(one.Id, one.HeadSeq, Summary(opened.Case!, marks), shared.Look(LookKinds.List));
        }
        catch (Domain.Record.RecordBrokenException)
        {
            return null;
        }
    }

    private DeskSummary Summary(ScopedCase scoped, Dictionary<int, int> marks)
    {
        var file = scoped.File;
        var now = clock.GetUtcNow().ToInstant();
        var today = now.InZone(file.Zone).Date;
        var newest = file.Lines.LastOrDefault(line => line.IsCounted);
        var after = newest is null ? null : file.Counts.After(newest).After;
        DeskDate[] dates = [.. QuietDates.OfRecord(file).Where(date => date.Day >= today).Select(date => new DeskDate(LocalDatePattern.Iso.Format(date.Day), date.Kind, date.Item is { } item && scoped.MayRead(item) ? item.Id : null))];
        return new(
            file.Settings.Label,
            file.Incidents.Select(row => row.When.Date).OfType<LocalDate>().Where(day => day <= today).DefaultIfEmpty().Max() is var last && last == default ? null : LocalDatePattern.Iso.Format(last),
            file.Entries.Max(entry => entry.Recorded).ToUnixTimeSeconds(),
            file.Zone.Id,
            [.. file.Lines.Where(line => line is { IsWithdrawn: false, IsCounted: true }).Select(line => new DeskSpan(line.HoldsFrom.ToUnixTimeSeconds(), line.HoldsUntil.ToUnixTimeSeconds()))],
            after?.Contacts,
            Reading.Unread(scoped, marks).Count(),
            file.Incidents.Count(row => row["threat"] == "yes" || row.Fields.List("tags").Contains("threat")),
            file.Incidents.Count(row => row["weapon"] == "yes"),
            dates,
            after?.AboutContacts > 0,
            after?.AtLeast == true);
    }
}
