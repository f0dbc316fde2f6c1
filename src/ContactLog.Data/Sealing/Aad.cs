using System.Globalization;
using System.Text;

namespace ContactLog.Data.Sealing;

/// <summary>
/// The associated data of every seal: where a blob belongs. A row copied into another place
/// (her grant into his row, last week's text into today's entry) must not open there.
/// ASCII, parts divided by '|', ids as 32 hex digits.
/// </summary>
internal static class Aad
{
    public static byte[] Wrap(Guid user, string kind) => Join("v1|wrap", Id(user), Part(kind));

    public static byte[] Grant(Guid @case, int epoch, Guid user) => Join("v1|grant", Id(@case), Number(epoch), Id(user));

    public static byte[] Field(Guid @case, Guid entry, string name, int epoch, int schema) =>
        Join("v1|field", Id(@case), Id(entry), Part(name), Number(epoch), Number(schema));

    public static byte[] FileKey(Guid @case, Guid file, int epoch) => Join("v1|filekey", Id(@case), Id(file), Number(epoch));

    public static byte[] FileContext(Guid @case, Guid file) => Join("v1|file", Id(@case), Id(file));

    public static byte[] Session(ReadOnlySpan<byte> sessionIdHash, Guid user) =>
        Join("v1|sess", Convert.ToHexStringLower(sessionIdHash), Id(user));

    public static byte[] Own(Guid user, Guid id, string what) => Join("v1|own", Id(user), Id(id), Part(what));

    public static byte[] Help(Guid user, Guid member) => Join("v1|help", Id(user), Id(member));

    public static byte[] Server(string purpose) => Join("v1|server", Part(purpose));

    public static byte[] FieldKeyInfo(Guid entry, string name) => Join("field", Id(entry), Part(name));

    internal static string Id(Guid id) => id.ToString("N", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

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

    private static byte[] Join(params string[] parts) => Encoding.ASCII.GetBytes(string.Join('|', parts));
}
