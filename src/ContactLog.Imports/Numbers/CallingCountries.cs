using System.Collections.Frozen;
using System.Globalization;

namespace ContactLog.Imports.Numbers;

/// <summary>How numbers are dialled in a country.</summary>
/// <param name="Iso">ISO 3166, two letters.</param>
/// <param name="Code">The calling code, without +.</param>
/// <param name="Trunk">What is dialled before a national number, or empty.</param>
/// <param name="Exits">What is dialled instead of +.</param>
/// <param name="Shortest">Fewest digits of a national number, without the trunk prefix.</param>
/// <param name="Longest">Most digits of a national number, without the trunk prefix.</param>
internal sealed record CallingCountry(string Iso, string Code, string Trunk, string[] Exits, int Shortest, int Longest);

/// <summary>
/// Calling codes and dialling procedures after ITU-T E.164, E.129 and the national numbering plans, cut down to what
/// completing a number needs. For a country that is not here numbers without + stay as they are: fewer matches, no wrong ones.
/// Where several countries share a code, the first one stands for all in suggestions (+1: US, +7: RU).
/// </summary>
internal static class CallingCountries
{
    // iso code trunk exits shortest longest
    private const string Table = """
        US 1 1 011 10 10
        CA 1 1 011 10 10
        PR 1 1 011 10 10
        DO 1 1 011 10 10
        JM 1 1 011 10 10
        TT 1 1 011 10 10
        GB 44 0 00 9 10
        IE 353 0 00 7 9
        FR 33 0 00 9 9
        DE 49 0 00 7 11
        AT 43 0 00 7 13
        CH 41 0 00 9 9
        NL 31 0 00 9 9
        BE 32 0 00 8 9
        LU 352 - 00 7 9
        ES 34 - 00 9 9
        PT 351 - 00 9 9
        IT 39 - 00 8 11
        GR 30 - 00 10 10
        CY 357 - 00 8 8
        MT 356 - 00 8 8
        DK 45 - 00 8 8
        NO 47 - 00 8 8
        SE 46 0 00 7 9
        FI 358 0 00,990 7 10
        IS 354 - 00 7 7
        PL 48 - 00 9 9
        CZ 420 - 00 9 9
        SK 421 0 00 9 9
        HU 36 06 00 8 9
        RO 40 0 00 9 9
        BG 359 0 00 8 9
        HR 385 0 00 8 9
        SI 386 0 00 8 8
        RS 381 0 00 8 9
        BA 387 0 00 8 8
        MK 389 0 00 8 8
        AL 355 0 00 8 9
        EE 372 - 00 7 8
        LV 371 - 00 8 8
        LT 370 0 00 8 8
        UA 380 0 00 9 9
        RU 7 8 810 10 10
        KZ 7 8 810 10 10
        TR 90 0 00 10 10
        IL 972 0 00,012,013,014 8 9
        AE 971 0 00 8 9
        SA 966 0 00 8 9
        EG 20 0 00 8 10
        MA 212 0 00 9 9
        ZA 27 0 00 9 9
        NG 234 0 009 8 10
        KE 254 0 000 9 9
        GH 233 0 00 9 9
        IN 91 0 00 10 10
        PK 92 0 00 9 10
        BD 880 0 00 8 10
        LK 94 0 00 9 9
        NP 977 0 00 8 10
        CN 86 0 00 10 11
        HK 852 - 001 8 8
        TW 886 0 002 8 9
        JP 81 0 010 9 10
        KR 82 0 001,002 8 10
        SG 65 - 001 8 8
        MY 60 0 00 8 10
        TH 66 0 001 8 9
        VN 84 0 00 9 10
        PH 63 0 00 8 10
        ID 62 0 001,007,008 8 12
        AU 61 0 0011 9 9
        NZ 64 0 00 8 10
        MX 52 - 00 10 10
        BR 55 0 00 10 11
        AR 54 0 00 10 11
        CL 56 - 00 9 9
        CO 57 - 00 10 10
        PE 51 0 00 8 9
        VE 58 0 00 10 10
        EC 593 0 00 8 9
        UY 598 0 00 8 8
        GT 502 - 00 8 8
        CR 506 - 00 8 8
        PA 507 - 00 7 8
        """;

    private static readonly CallingCountry[] Rows = [.. Table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse)];

    private static readonly FrozenDictionary<string, CallingCountry> ByIso = Rows.ToFrozenDictionary(row => row.Iso, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, CallingCountry> ByCode =
        Rows.DistinctBy(row => row.Code, StringComparer.Ordinal).ToFrozenDictionary(row => row.Code, StringComparer.Ordinal);

    public static IEnumerable<string> Isos => Rows.Select(row => row.Iso);

    public static CallingCountry? Find(string? iso) => iso is not null && ByIso.TryGetValue(iso, out var row) ? row : null;

    /// <summary>The country whose code these digits (after +) begin with, or null. No calling code is the beginning of another.</summary>
    public static CallingCountry? OfDigits(string digits)
    {
        for (var length = 1; length <= 3 && length <= digits.Length; length++)
        {
            if (ByCode.TryGetValue(digits[..length], out var row))
            {
                return row;
            }
        }

        return null;
    }

    private static CallingCountry Parse(string line)
    {
        var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new CallingCountry(
            cells[0], cells[1], cells[2] is "-" ? "" : cells[2], cells[3].Split(','),
            int.Parse(cells[4], CultureInfo.InvariantCulture), int.Parse(cells[5], CultureInfo.InvariantCulture));
    }
}
