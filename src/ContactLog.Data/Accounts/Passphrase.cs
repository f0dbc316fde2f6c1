using System.Security.Cryptography;
using System.Text;

namespace ContactLog.Data.Accounts;

/// <summary>A password made of plain words: easier to write down, to type on a phone and to keep than signs.</summary>
public static class Passphrase
{
    /// <summary>Words in a passphrase.</summary>
    public const int Length = 6;

    private static readonly string[] Words = Load();

    /// <summary>How many words there are to draw from; each word is worth the binary logarithm of it.</summary>
    public static int WordCount => Words.Length;

    /// <summary>Draws a passphrase, words divided by dashes.</summary>
    public static string Create() =>
        string.Join('-', Enumerable.Range(0, Length).Select(_ => Words[RandomNumberGenerator.GetInt32(Words.Length)]));

    /// <summary>The word that a number stands for. With a number much larger than the list every word is as likely as any other, to all purposes.</summary>
    internal static string Word(uint number) => Words[number % (uint)Words.Length];

    private static string[] Load()
    {
        using var stream = typeof(Passphrase).Assembly.GetManifestResourceStream("ContactLog.Data.Accounts.PassphraseWords.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return [.. reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
    }
}
