using System.Globalization;
using ContactLog.Domain.Redactions;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Reports.Redaction;

/// <summary>A value that is looked for wherever it stands: her address, a number, a name.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">As she wrote it.</param>
/// <param name="Number">Which one of its kind, from 1; stands beside it on the confidential sheet.</param>
internal sealed record ProtectedValue(RedactionKind Kind, string Value, int Number)
{
    /// <summary>A number that is shorter is found only when it stands alone.</summary>
    private const int DistinctDigits = 7;

    private readonly List<Needle> _needles = NeedlesOf(Kind, Value);
    private readonly string _digits = Kind is RedactionKind.Phone or RedactionKind.AccountNumber or RedactionKind.GovernmentId or RedactionKind.WitnessContact && IsNumber(Value)
        ? new string([.. new FoldedText(Value).Letters.Where(char.IsAsciiDigit)]).TrimStart('0')
        : "";

    /// <summary>What is shown of a child: the first letters of the name.</summary>
    public string Initials => string.Concat(Value.Split([' ', '-', '\t'], StringSplitOptions.RemoveEmptyEntries)
        .Select(word => StringInfo.GetNextTextElement(word).ToUpper(CultureInfo.InvariantCulture) + "."));

    /// <summary>True when there is anything to look for.</summary>
    public bool IsFindable => _needles.Count > 0 || _digits.Length > 0;

    /// <summary>Reduced characters of which a text must hold one, or this stands nowhere in it: a cheap question before the thorough search.</summary>
    public IEnumerable<string> Signs => _needles.Select(needle => needle.Letters)
        .Concat(_digits.Length == 0 ? [] : [_digits.Length < DistinctDigits ? _digits : _digits[^DistinctDigits..]]);

    /// <summary>Every place in a text where it stands.</summary>
    public IEnumerable<TextPlace> FindIn(FoldedText text)
    {
        foreach (var needle in _needles)
        {
            for (var at = 0; (at = text.Letters.IndexOf(needle.Letters, at, StringComparison.Ordinal)) >= 0; at++)
            {
                if (needle.Fits(text, at, Kind))
                {
                    yield return text.PlaceOf(at, needle.Letters.Length);
                }
            }
        }

        if (_digits.Length > 0)
        {
            foreach (var place in DigitRun.Of(text).SelectMany(run => run.Find(_digits, DistinctDigits)))
            {
                yield return place;
            }
        }
    }

    private static bool IsNumber(string value) => value.Count(char.IsDigit) >= 4 && !value.Any(char.IsLetter);

    private static List<Needle> NeedlesOf(RedactionKind kind, string value)
    {
        var needles = new List<Needle>();
        void Add(string text, bool parted = false, bool unspaced = false)
        {
            var folded = new FoldedText(text);
            if (folded.Letters.Length > 0 && needles.TrueForAll(needle => needle.Letters != folded.Letters))
            {
                needles.Add(new(folded, parted, unspaced));
            }
        }

        switch (kind)
        {
            case RedactionKind.Phone when IsNumber(value):
                break;
            case RedactionKind.BirthDate when Day(value) is { } day:
                foreach (var written in Written(day))
                {
                    Add(written, parted: true);
                }

                Add(LocalDatePattern.Iso.Format(day));
                break;
            case RedactionKind.Child:
                Add(value);
                // Children are mostly called by the first name alone; the last name may be anyone's.
                Add(value.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]);
                break;
            case RedactionKind.HomeAddress:
                Add(value);
                foreach (var part in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                {
                    // The street with its number and the postcode tell where it is, the town alone does not.
                    if (part.Any(char.IsDigit) && part.Count(char.IsLetterOrDigit) >= 4)
                    {
                        Add(part);
                        AddTurned(part, part => Add(part));
                    }
                }

                break;
            case RedactionKind.AccountName:
                // Without this, an account casey_example would take her name away.
                Add(value, unspaced: !value.Any(char.IsWhiteSpace));
                break;
            default:
                Add(value);
                break;
        }

        return needles;
    }

    /// <summary>"12 Elm Street" is "Elm Street 12" elsewhere.</summary>
    private static void AddTurned(string street, Action<string> add)
    {
        var words = street.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1 && char.IsDigit(words[0][0]) && !words[1..].Any(word => word.Any(char.IsDigit)))
        {
            add(string.Join(' ', words[1..]) + " " + words[0]);
        }
        else if (words.Length > 1 && char.IsDigit(words[^1][0]) && !words[..^1].Any(word => word.Any(char.IsDigit)))
        {
            add(words[^1] + " " + string.Join(' ', words[..^1]));
        }
    }

    /// <summary>The birth date that a line says; null when it is written in a way that could be two days.</summary>
    internal static LocalDate? Day(string value)
    {
        foreach (var pattern in (string[])["uuuu-M-d", "d.M.uuuu", "d MMMM uuuu", "MMMM d, uuuu"])
        {
            if (LocalDatePattern.Create(pattern, CultureInfo.InvariantCulture).Parse(value.Trim()) is { Success: true } day)
            {
                return day.Value;
            }
        }

        return null;
    }

    /// <summary>Every usual way of writing a day, in both orders of day and month.</summary>
    private static IEnumerable<string> Written(LocalDate day)
    {
        var year = day.Year.ToString("0000", CultureInfo.InvariantCulture);
        foreach (var y in (string[])[year, year[2..]])
        {
            foreach (var format in (string[])["0", "00"])
            {
                var (d, m) = (day.Day.ToString(format, CultureInfo.InvariantCulture), day.Month.ToString(format, CultureInfo.InvariantCulture));
                yield return $"{d}/{m}/{y}";
                yield return $"{m}/{d}/{y}";
                yield return $"{y}/{m}/{d}";
            }

            foreach (var culture in (CultureInfo[])[CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("es"), CultureInfo.GetCultureInfo("de"), CultureInfo.GetCultureInfo("fr")])
            {
                foreach (var month in new[] { culture.DateTimeFormat.GetMonthName(day.Month), culture.DateTimeFormat.GetAbbreviatedMonthName(day.Month) })
                {
                    var ending = day.Day is 1 or 21 or 31 ? "st" : day.Day is 2 or 22 ? "nd" : day.Day is 3 or 23 ? "rd" : "th";
                    foreach (var d in new[] { $"{day.Day}", $"{day.Day:00}", $"{day.Day}{ending}" })
                    {
                        yield return $"{d} {month} {y}";
                        yield return $"{month} {d} {y}";
                        yield return $"{d} de {month} de {y}";
                        yield return $"{d} of {month} {y}";
                    }
                }
            }
        }
    }

    /// <summary>Reduced characters to look for.</summary>
    /// <param name="Value">The value, reduced.</param>
    /// <param name="Parted">Only where something parts them: 3/2/90 is a date, 3290 is not.</param>
    /// <param name="Unspaced">Only where no space parts them.</param>
    private sealed record Needle(FoldedText Value, bool Parted, bool Unspaced)
    {
        // Up to so many characters, words must be parted as in the value: "a nn" is not Ann.
        private const int Short = 4;

        public string Letters => Value.Letters;

        public bool Fits(FoldedText text, int at, RedactionKind kind)
        {
            var end = at + Letters.Length;
            if (!text.Begins(at) || (Letters.Length <= Short && !Parted && !text.IsPartedAs(Value, at)))
            {
                return false;
            }

            // "Anna's" without its apostrophe.
            var ends = text.EndsBefore(end) || (kind == RedactionKind.Child && text.Letters[end] == 'S' && text.EndsBefore(end + 1));
            if (!ends)
            {
                return false;
            }

            var place = text.PlaceOf(at, Letters.Length);
            var written = text.Text.AsSpan(place.Start, place.End - place.Start);
            return (!Parted || written.Length > Letters.Length) && (!Unspaced || !written.ContainsAny(" \t\n\u00A0"));
        }
    }
}
