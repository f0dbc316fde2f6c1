using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace ContactLog.Web.NextSteps;

/// <summary>The list of what to do, and whom to call, when a threat needs a person now: one file, whole or not at all.</summary>
public sealed partial record NextStepsBook
{
    /// <summary>The situations, by their words in the file.</summary>
    public static IReadOnlyList<string> Situations { get; } = ["self-harm", "violence", "images", "weapon", "child"];

    /// <summary>The country that stands for all others.</summary>
    public const string General = "general";

    /// <summary>The day all of it was last gone through.</summary>
    public required DateOnly Checked { get; init; }

    /// <summary>The day by which somebody must have gone through it again.</summary>
    public required DateOnly ReviewBy { get; init; }

    /// <summary>What to do in each situation, whatever the country.</summary>
    public required IReadOnlyList<Situation> Steps { get; init; }

    /// <summary>The countries, in the order of the choice.</summary>
    public required IReadOnlyList<Country> Countries { get; init; }

    /// <summary>A situation.</summary>
    public sealed record Situation
    {
        /// <summary>One of <see cref="Situations"/>.</summary>
        public required string Id { get; init; }

        /// <summary>The heading.</summary>
        public required string Title { get; init; }

        /// <summary>The steps in order; <c>{emergency}</c> stands for the country's number.</summary>
        public required IReadOnlyList<string> Do { get; init; }

        /// <summary>Where this advice is from.</summary>
        public required IReadOnlyList<Uri> Sources { get; init; }
    }

    /// <summary>A country.</summary>
    public sealed record Country
    {
        /// <summary>ISO 3166 code in small letters, or <see cref="General"/>.</summary>
        public required string Code { get; init; }

        /// <summary>Its name.</summary>
        public required string Name { get; init; }

        /// <summary>The emergency number; words where there is no one number.</summary>
        public required string Emergency { get; init; }

        /// <summary>What to know about calling it, for instance without speaking.</summary>
        public string? EmergencyNote { get; init; }

        /// <summary>Who answers.</summary>
        public required IReadOnlyList<Place> Places { get; init; }

        /// <summary>Who answers in a situation.</summary>
        public IEnumerable<Place> For(string situation) => Places.Where(place => place.For.Contains(situation, StringComparer.Ordinal));
    }

    /// <summary>Somebody who answers.</summary>
    public sealed record Place
    {
        /// <summary>The name.</summary>
        public required string Name { get; init; }

        /// <summary>The situations it is for.</summary>
        public required IReadOnlyList<string> For { get; init; }

        /// <summary>What they do, in one or two short sentences.</summary>
        public required string What { get; init; }

        /// <summary>The number to call, as it is dialled.</summary>
        public string? Call { get; init; }

        /// <summary>How to write to them: a text message or WhatsApp.</summary>
        public string? Write { get; init; }

        /// <summary>The address, without <c>https://</c>.</summary>
        public string? Web { get; init; }

        /// <summary>Where the facts were checked.</summary>
        public required Uri Source { get; init; }

        /// <summary>When.</summary>
        public required DateOnly Checked { get; init; }
    }

    private static readonly JsonSerializerOptions s_strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>The country of a code, or the general one.</summary>
    public Country Of(string? code) => Countries.FirstOrDefault(country => country.Code == code) ?? Countries.First(country => country.Code == General);

    /// <summary>Reads a list. All of it must be right: a list of which half is missing would send her nowhere.</summary>
    /// <exception cref="FormatException">It is not; the message says what and where, in one line.</exception>
    public static NextStepsBook Parse(ReadOnlySpan<byte> json)
    {
        NextStepsBook? book;
        try
        {
            book = JsonSerializer.Deserialize<NextStepsBook>(json, s_strict);
        }
        catch (JsonException error)
        {
            throw new FormatException(error.Message.ReplaceLineEndings(" "), error);
        }

        return book is null ? throw new FormatException("It is empty.") : book.Validated();
    }

    private NextStepsBook Validated()
    {
        // Lists may hold nulls whatever their type says, and a broken file must be named and never stop the program.
        Demand(Steps.All(step => step is not null && step.Do.All(line => line is not null) && step.Sources.All(source => source is not null)), "a step or a line of one is empty");
        Demand(Countries.All(country => country is not null && country.Places.All(place => place is not null && place.For.All(one => one is not null))), "a country or a place is empty");
        Demand(ReviewBy > Checked, "reviewBy must come after checked");
        Demand(ReviewBy <= Checked.AddYears(1), "reviewBy must not be more than a year after checked");
        Demand(Steps.Select(step => step.Id).SequenceEqual(Situations, StringComparer.Ordinal), $"steps must be {string.Join(", ", Situations)}, in this order");
        foreach (var step in Steps)
        {
            Demand(IsText(step.Title) && step.Do.Count > 0 && step.Do.All(IsText), $"steps of {step.Id} need a title and lines of at most 300 characters");
            Demand(step.Sources.Count > 0 && step.Sources.All(IsSource), $"steps of {step.Id} need https sources");
        }

        Demand(Countries.Count > 0 && Countries.Select(country => country.Code).Distinct(StringComparer.Ordinal).Count() == Countries.Count, "each country stands once");
        Demand(Countries.Any(country => country.Code == General), "the country 'general' is missing");
        foreach (var country in Countries)
        {
            Demand(CodePattern().IsMatch(country.Code) && IsText(country.Name) && IsText(country.Emergency) && (country.EmergencyNote is null || IsText(country.EmergencyNote)), $"country {country.Code} needs a code, a name and an emergency number");
            foreach (var place in country.Places)
            {
                var where = $"{country.Code}, {place.Name}";
                Demand(IsText(place.Name) && IsText(place.What), $"{where}: name and what must be texts of at most 300 characters");
                Demand(place.For.Count > 0 && place.For.All(one => Situations.Contains(one, StringComparer.Ordinal)), $"{where}: unknown situation");
                Demand(place.Call is not null || place.Write is not null || place.Web is not null, $"{where}: no way to reach them");
                Demand(place.Call is null || NumberPattern().IsMatch(place.Call), $"{where}: call is not a number");
                Demand(place.Write is null || IsText(place.Write), $"{where}: write is not a text");
                Demand(place.Web is null || WebPattern().IsMatch(place.Web), $"{where}: web is not an address without https://");
                Demand(IsSource(place.Source), $"{where}: source is not an https address");
                Demand(place.Checked <= Checked, $"{where}: checked after the whole list was");
            }

            foreach (var situation in Situations)
            {
                Demand(country.For(situation).Any(), $"{country.Code}: nobody for {situation}");
            }
        }

        return this;
    }

    private static void Demand(bool holds, string problem)
    {
        if (!holds)
        {
            throw new FormatException(problem + ".");
        }
    }

    private static bool IsText(string? text) => text is { Length: > 0 and <= 300 } && !text.Any(char.IsControl);

    private static bool IsSource(Uri? uri) => uri is { IsAbsoluteUri: true, Scheme: "https" };

    [GeneratedRegex("^([a-z]{2}|general)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"^[+*]?[0-9][0-9 -]{1,19}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]*\.[a-z]{2,}(/[A-Za-z0-9._/-]*)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WebPattern();
}
