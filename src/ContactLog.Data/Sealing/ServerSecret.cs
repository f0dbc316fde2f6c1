using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ContactLog.Data.Sealing;

/// <summary>
/// The server's own secret S: 32 random bytes and a one-byte id, in a file of its own outside the data folder, so that
/// a stolen disk image of the data or a backup is useless without it. From it come the pepper of every password and
/// the key of every outer seal. Losing the file loses everything that was sealed under it.
/// </summary>
/// <remarks>
/// The file is text, a line per secret: <c>contactlog-secret-v1 &lt;id, 2 hex&gt; &lt;secret, 64 hex&gt;</c>. The first
/// line seals and opens; further lines, kept after a change of secret, only open.
/// </remarks>
public sealed class ServerSecret : IDisposable
{
    private const string Mark = "contactlog-secret-v1";
    private const int Size = 32;
    private readonly Dictionary<byte, Derived> _derived = [];

    private ServerSecret(IReadOnlyList<(byte Id, byte[] Secret)> secrets)
    {
        Id = secrets[0].Id;
        foreach (var (id, secret) in secrets)
        {
            _derived[id] = new Derived(secret);
            CryptographicOperations.ZeroMemory(secret);
        }

        Outer = new OuterSeal(this);
    }

    /// <summary>The id of the secret that seals now.</summary>
    public byte Id { get; }

    /// <summary>The outer seal under this secret.</summary>
    public OuterSeal Outer { get; }

    /// <summary>
    /// A text that tells whether data was sealed under this secret and reveals nothing of it: store it in the database
    /// at the first start and <see cref="Verify"/> it at every other.
    /// </summary>
    public string Fingerprint => FingerprintOf(Id);

    /// <summary>Makes a secret in memory only, for tests and for a demonstration that keeps nothing.</summary>
    public static ServerSecret Create() => new([(NewId(), RandomNumberGenerator.GetBytes(Size))]);

    /// <summary>Reads a secret from text in the form of the file, for hosts that hand it over by environment.</summary>
    /// <exception cref="ServerSecretException">The text is not in that form.</exception>
    public static ServerSecret Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var secrets = new List<(byte, byte[])>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length != 3 || parts[0] != Mark || parts[1].Length != 2 || parts[2].Length != 2 * Size ||
                !byte.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) ||
                !IsHex(parts[2]) || secrets.Exists(s => s.Item1 == id))
            {
                throw new ServerSecretException("The server secret is damaged: a line of it is not in the expected form. Restore the file from its own backup; do not make a new one.");
            }

            secrets.Add((id, Convert.FromHexString(parts[2])));
        }

        return secrets.Count > 0
            ? new ServerSecret(secrets)
            : throw new ServerSecretException("The server secret is empty. Restore the file from its own backup; do not make a new one.");
    }

    /// <summary>Reads the secret's file, or creates it with mode 600 in a folder of mode 700.</summary>
    /// <param name="path">Where the secret is.</param>
    /// <param name="dataFolder">The data folder, which must not contain it: one copy would take both.</param>
    /// <param name="mayCreate">False when sealed data exists already: a new secret could never open it.</param>
    /// <exception cref="ServerSecretException">Unsafe place or permissions, damaged, or missing although it must exist.</exception>
    public static ServerSecret LoadOrCreate(string path, string dataFolder, bool mayCreate)
    {
        path = Path.GetFullPath(path);
        if (IsInside(path, Path.GetFullPath(dataFolder)))
        {
            throw new ServerSecretException($"The server secret {path} must not be inside the data folder: a copy of the folder would hold the lock and the key.");
        }

        if (!File.Exists(path))
        {
            if (!mayCreate)
            {
                throw new ServerSecretException($"The server secret {path} is missing, and the data was sealed under it. Restore it from its own backup.");
            }

            CreateFile(path);
        }

        RefuseUnsafe(path);
        return Parse(File.ReadAllText(path, Encoding.ASCII));
    }

    /// <summary>Whether a stored <see cref="Fingerprint"/> was made by a secret in this file.</summary>
    public bool Verify(string fingerprint)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        return fingerprint.Length >= 2 &&
            byte.TryParse(fingerprint.AsSpan(0, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) &&
            Knows(id) &&
            CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(fingerprint), Encoding.ASCII.GetBytes(FingerprintOf(id)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Outer.Dispose();
        foreach (var derived in _derived.Values)
        {
            derived.Zero();
        }
    }

    internal bool Knows(byte id) => _derived.ContainsKey(id);

    internal ReadOnlySpan<byte> OuterKey(byte id) => _derived[id].Outer;

    internal ReadOnlySpan<byte> Pepper(byte id) => _derived[id].Pepper;

    /// <summary>A hash that only this server can make, for one-time codes.</summary>
    internal byte[] Authenticate(ReadOnlySpan<byte> text) => HMACSHA256.HashData(_derived[Id].Codes, text);

    private string FingerprintOf(byte id) => $"{id:x2}:{Convert.ToHexStringLower(_derived[id].Check)}";

    private static byte NewId() => (byte)RandomNumberGenerator.GetInt32(1, 256);

    private static bool IsHex(string text) => text.All(char.IsAsciiHexDigit);

    private static bool IsInside(string path, string folder)
    {
        var root = Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar;
        return path.StartsWith(root, OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    }

    private static void CreateFile(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var secret = RandomNumberGenerator.GetBytes(Size);
        var line = Encoding.ASCII.GetBytes($"{Mark} {NewId():x2} {Convert.ToHexStringLower(secret)}\n");

        // Written whole beside its place and then moved there: a crash must not leave half a secret that data is then sealed under.
        var draft = path + "." + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)) + ".new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(draft, options))
        {
            file.Write(line);
            file.Flush(flushToDisk: true);
        }

        CryptographicOperations.ZeroMemory(secret);
        CryptographicOperations.ZeroMemory(line);
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first; its secret is the one that counts.
            File.Delete(draft);
        }
    }

    private static void RefuseUnsafe(string path)
    {
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute |
            UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

        // Windows keeps this in access lists, which the user's own profile folder already narrows.
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != UnixFileMode.None)
        {
            throw new ServerSecretException($"Others can read the server secret {path}. Make it yours alone (chmod 600) and start again.");
        }
    }

    private sealed class Derived
    {
        public Derived(byte[] secret)
        {
            Pepper = HKDF.DeriveKey(HashAlgorithmName.SHA512, secret, 64, salt: [], info: "pepper/v1"u8.ToArray());
            Outer = HKDF.DeriveKey(HashAlgorithmName.SHA512, secret, 32, salt: [], info: "outer/v1"u8.ToArray());
            Codes = HKDF.DeriveKey(HashAlgorithmName.SHA512, secret, 32, salt: [], info: "codes/v1"u8.ToArray());
            Check = HKDF.DeriveKey(HashAlgorithmName.SHA512, secret, 32, salt: [], info: "check/v1"u8.ToArray());
        }

        public byte[] Pepper { get; }

        public byte[] Outer { get; }

        public byte[] Codes { get; }

        public byte[] Check { get; }

        public void Zero()
        {
            CryptographicOperations.ZeroMemory(Pepper);
            CryptographicOperations.ZeroMemory(Outer);
            CryptographicOperations.ZeroMemory(Codes);
        }
    }
}

/// <summary>The server secret cannot be used as it is; the message says what to do. The program must not start.</summary>
public sealed class ServerSecretException(string message) : Exception(message);
