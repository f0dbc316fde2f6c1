namespace ContactLog.Web.Pages;

/// <summary>The places of the signed-in shell: tab bar on a phone, sidebar on a desk.</summary>
internal static class Shell
{
    /// <summary>One place: its name, where it is, its drawing, the key of its word, and the letter that leads there for whoever wants shortcuts.</summary>
    internal sealed record Place(string Name, string Path, string Icon, string Word, string? Letter = null);

    /// <summary>The record's own pages; the first three stand in the tab bar.</summary>
    internal static readonly IReadOnlyList<Place> Main =
    [
        new("log", "/", "log", "shared.nav.log", "n"),
        new("timeline", "/Timeline", "timeline", "shared.nav.timeline", "t"),
        new("boundaries", "/Boundaries", "boundary", "shared.nav.boundaries", "b"),
        new("pattern", "/Pattern", "pattern", "shared.nav.pattern"),
        new("people", "/Contacts", "people", "shared.nav.people", "p"),
        new("exhibits", "/Exhibits", "exhibits", "shared.nav.exhibits"),
        new("responses", "/Responses", "court", "response.title"),
        new("plan", "/Plan", "plan", "plan.title"),
    ];

    /// <summary>What is done with the record as a whole.</summary>
    internal static readonly IReadOnlyList<Place> Record =
    [
        new("report", "/Report", "report", "shared.nav.report", "r"),
        new("import", "/Import", "import", "shared.nav.import"),
        new("check", "/Record", "record", "shared.nav.check"),
        new("share", "/Share", "share", "share.nav"),
        new("journal", "/Journal", "edit", "journal.nav"),
        new("now", "/Now", "person", "now.nav"),
        new("account", "/Account", "account", "shared.nav.account"),
    ];

    /// <summary>The places of somebody who looks at cases of others. Another world: nothing of a record of their own is in it.</summary>
    internal static readonly IReadOnlyList<Place> Others =
    [
        new("cases", "/Cases", "people", "cases.nav"),
        new("account", "/Account", "account", "shared.nav.account"),
    ];

    /// <summary>The places of whoever runs the server.</summary>
    internal static readonly IReadOnlyList<Place> Operating =
    [
        new("operator", "/Operator", "record", "operator.nav"),
        new("account", "/Account", "account", "shared.nav.account"),
    ];

    /// <summary>The places of the world that a path is in; null for one's own record, from which nothing shows in another world.</summary>
    internal static IReadOnlyList<Place>? OtherWorld(PathString path) =>
        path.StartsWithSegments("/Cases", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/Organisation", StringComparison.OrdinalIgnoreCase) ? Others
        : path.StartsWithSegments("/Operator", StringComparison.OrdinalIgnoreCase) ? Operating
        : null;

    /// <summary>The place a path belongs to, or null: an incident belongs to the timeline, an order to the boundaries.</summary>
    internal static string? PlaceOf(PathString path)
    {
        if (path == "/" || !path.HasValue)
        {
            return "log";
        }

        if (path.StartsWithSegments("/Incidents", StringComparison.OrdinalIgnoreCase))
        {
            return "timeline";
        }

        if (path.StartsWithSegments("/Orders", StringComparison.OrdinalIgnoreCase))
        {
            return "boundaries";
        }

        if (path.StartsWithSegments("/Support", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/Dates", StringComparison.OrdinalIgnoreCase))
        {
            return "plan";
        }

        if (path.StartsWithSegments("/Organisation", StringComparison.OrdinalIgnoreCase))
        {
            return "cases";
        }

        if (path.StartsWithSegments("/Verify", StringComparison.OrdinalIgnoreCase))
        {
            return "check";
        }

        return Main.Concat(Record).Concat(Others).Concat(Operating).Skip(1).FirstOrDefault(place => path.StartsWithSegments(place.Path, StringComparison.OrdinalIgnoreCase))?.Name;
    }
}
