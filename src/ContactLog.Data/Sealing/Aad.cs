using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace ContactLog.Data.Sealing;

/// <summary>
/// The associated data of every seal: where a blob belongs. A row copied into another place
/// (her grant into his row, last week's text into today's entry) must not open there.
/// ASCII, parts divided by '|', ids as 32 hex digits.
/// </summary>
internal static class Aad
{
    public static byte[] Wrap(Guid user, string kind) => Ascii($"v1|wrap|{user:N}|{Part(kind)}");

    public static byte[] Grant(Guid @case, int epoch, Guid user) => Ascii($"v1|grant|{@case:N}|{epoch}|{user:N}");

    public static byte[] Field(Guid @case, Guid entry, string name, int epoch, int schema) =>
        Ascii($"v1|field|{@case:N}|{entry:N}|{Part(name)}|{epoch}|{schema}");

    public static byte[] FileKey(Guid @case, Guid file, int epoch) => Ascii($"v1|filekey|{@case:N}|{file:N}|{epoch}");

    public static byte[] FileContext(Guid @case, Guid file) => Ascii($"v1|file|{@case:N}|{file:N}");

    public static byte[] Session(ReadOnlySpan<byte> sessionIdHash, Guid user) =>
        Ascii($"v1|sess|{Convert.ToHexStringLower(sessionIdHash)}|{user:N}");

    public static byte[] Own(Guid user, Guid id, string what) => Ascii($"v1|own|{user:N}|{id:N}|{Part(what)}");

    public static byte[] Help(Guid user, Guid member) => Ascii($"v1|help|{user:N}|{member:N}");

    public static byte[] Server(string purpose) => Ascii($"v1|server|{Part(purpose)}");

    public static byte[] FieldKeyInfo(Guid entry, string name) => Ascii($"field|{entry:N}|{Part(name)}");

    internal static string Id(Guid id) => id.ToString("N", CultureInfo.InvariantCulture);

    /// <summary>Refuses a name that could pretend to be two parts: "a|1" under epoch 2 must not equal "a" under "1|2".</summary>
    private static string Part(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        foreach (var c in text)
        {
            if (c is < '!' or > '~' or '|')
            {
                throw new ArgumentException("A name in associated data is printable ASCII without '|'.", nameof(text));
            }
        }

        return text;
    }

    private static byte[] Ascii(DefaultInterpolatedStringHandler text) => Encoding.ASCII.GetBytes(text.ToStringAndClear());
}
