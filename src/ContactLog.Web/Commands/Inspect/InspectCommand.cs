using System.CommandLine;
using System.Globalization;
using ContactLog.Domain.Language;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.Tables;
using ContactLog.Web.Importing;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Web.Commands.Inspect;

/// <summary>
/// <c>inspect FILE... [--json] [--items]</c>: reads message exports without storing anything; a folder is read like an archive of
/// its files. Exit code 0: every file was read to its end; 1: a file is missing, of no known format, or something in it was lost; 2: wrong usage.
/// </summary>
internal static class InspectCommand
{
    private const int Read = 0;
    private const int WrongInput = 1;
    private const int WrongUsage = 2;

    /// <summary>The command, for the command-line root.</summary>
    public static Command Create()
    {
        var words = new Words(new WordCatalogue(typeof(ExportFormat).Assembly, typeof(InspectCommand).Assembly), CultureInfo.GetCultureInfo("en"));
        var files = new Argument<string[]>("FILE") { Description = words["inspect.files"], Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = words["inspect.json"] };
        var items = new Option<bool>("--items") { Description = words["inspect.items"] };
        var country = new Option<string?>("--country") { Description = words["inspect.country"], HelpName = "CC" };
        var zone = new Option<string?>("--zone") { Description = words["inspect.zone"], HelpName = "ZONE" };
        var order = new Option<string?>("--date-order") { Description = words["inspect.order"], HelpName = "dmy|mdy|ymd" };
        var me = new Option<string[]>("--me") { Description = words["inspect.me"], HelpName = "NAME" };
        var map = new Option<string?>("--map") { Description = words["inspect.map"], HelpName = "MAP.json" };
        var command = new Command("inspect", words["inspect.about"]) { files, json, items, country, zone, order, me, map };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            new Request(
                parsed.GetValue(files) ?? [], parsed.GetValue(json), parsed.GetValue(items),
                parsed.GetValue(country), parsed.GetValue(zone), parsed.GetValue(order), parsed.GetValue(me) ?? [], parsed.GetValue(map)),
            words, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellation)));
        return command;
    }

    private static int Run(Request request, Words words, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        if (OptionsOf(request, words, out var wrong) is not { } options)
        {
            error.WriteLine(wrong);
            return WrongUsage;
        }

        var exit = Read;
        foreach (var path in request.Files)
        {
            if (!File.Exists(path) && !Directory.Exists(path))
            {
                error.WriteLine(words["inspect.missing", path]);
                exit = WrongInput;
                continue;
            }

            try
            {
                exit = Math.Max(exit, Inspect(path, options, request, words, output, cancellation));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                error.WriteLine(words["inspect.unopened", path]);
                exit = WrongInput;
            }
        }

        return exit;
    }

    /// <summary>The options for the readers, or null and what is wrong with what was typed.</summary>
    private static ReadOptions? OptionsOf(Request request, Words words, out string? wrong)
    {
        wrong = null;
        if (request.Country is { } country && !PhoneNumbers.Countries.Contains(country, StringComparer.OrdinalIgnoreCase))
        {
            wrong = words["inspect.country.unknown", country, string.Join(", ", PhoneNumbers.Countries)];
        }

        DateTimeZone? zone = null;
        if (request.Zone is { } id && (zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)) is null)
        {
            wrong = words["inspect.zone.unknown", id];
        }

        var order = DateOrders.Read(request.DateOrder);
        if (request.DateOrder is { } typed && order is null)
        {
            wrong = words["inspect.order.unknown", typed];
        }

        ColumnMap? map = null;
        if (request.Map is { } file && (map = MapIn(file)) is null)
        {
            wrong = words["inspect.map.unread", file];
        }

        return wrong is not null ? null : ReadOptions.Default with { Country = request.Country, Zone = zone, DateOrder = order, Me = request.Me, OwnNumbers = request.Me, Map = map };
    }

    private static ColumnMap? MapIn(string path)
    {
        try
        {
            return ColumnMap.FromJson(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int Inspect(string path, ReadOptions options, Request request, Words words, TextWriter output, CancellationToken cancellation)
    {
        // Once for the counts, again when the file itself tells the country, and again for the items: nothing is held in memory.
        var file = FileAt(path);
        var reading = Count(file, options, cancellation);
        if (options.Country is null && reading.Tally.SuggestedCountry is { } suggested)
        {
            options = options with { Country = suggested };
            reading = Count(file, options, cancellation);
        }

        var items = request.Items ? Items(file, options, cancellation) : null;
        if (request.Json)
        {
            InspectJson.Write(path, reading, items, words, output);
        }
        else
        {
            InspectText.Write(path, reading, items, words, output);
        }

        return reading.Format is null || reading.Tally.Loss ? WrongInput : Read;
    }

    private static ExportReading Count(ExportFile file, ReadOptions options, CancellationToken cancellation)
    {
        var reading = ExportReading.Open(file, options);
        reading.ReadTally(cancellation);
        return reading;
    }

    private static IEnumerable<FoundItem> Items(ExportFile file, ReadOptions options, CancellationToken cancellation) =>
        ExportReading.Open(file, options).Read(cancellation).OfType<FoundItem>();

    /// <summary>A file, or the files of a folder and of those in it, in the order of their names.</summary>
    private static ExportFile FileAt(string path) => !Directory.Exists(path)
        ? new ExportFile(path, () => Open(path))
        : ExportFile.Together([.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(one => new ExportFile(Path.GetRelativePath(path, one).Replace('\\', '/'), () => Open(one)))]);

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan);

    /// <summary>ISO 8601: an instant in UTC, or a wall time without offset where nobody said its zone.</summary>
    internal static string? Iso(Instant? at, LocalDateTime? wall = null) =>
        at is { } instant ? InstantPattern.ExtendedIso.Format(instant) : wall is { } local ? LocalDateTimePattern.ExtendedIso.Format(local) : null;

    /// <summary>The same of an item; of a day only the day.</summary>
    internal static string? Iso(FoundItem item) =>
        item is { Basis: TimeBasis.DateOnly, Wall: { } day } ? LocalDatePattern.Iso.Format(day.Date) : Iso(item.At, item.Wall);

    /// <summary>What to call somebody of a file.</summary>
    internal static string? Label(ParticipantTally one, Words words) => one.Kind switch
    {
        PeerKind.Withheld => words["inspect.withheld"],
        PeerKind.Unknown => words["inspect.unknown"],
        _ => one.Label,
    };

    private sealed record Request(string[] Files, bool Json, bool Items, string? Country, string? Zone, string? DateOrder, string[] Me, string? Map);
}
