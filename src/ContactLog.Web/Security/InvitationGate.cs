using System.Security.Cryptography;
using System.Text;
using ContactLog.Web.Hosting;

namespace ContactLog.Web.Security;

/// <summary>
/// Who may make an account. On this machine anybody; where others can reach the program, whoever has the invitation code
/// that is printed at start: an open sign-up would let anyone fill the disk, and let a stalker in as one more survivor.
/// </summary>
public sealed class InvitationGate(ServeOptions serve)
{
    // 100 bits without the signs that are read for others.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Whether the program can be reached from elsewhere: then print <see cref="Code"/> at start.</summary>
    public bool IsRequired => !serve.IsLoopback || serve.TlsProxies.Count > 0;

    /// <summary>The code of this start.</summary>
    public string Code { get; } = string.Join('-', Enumerable.Range(0, 5).Select(_ => RandomNumberGenerator.GetString(Alphabet, 4)));

    /// <summary>Whether this request needs a code.</summary>
    internal bool AppliesTo(HttpContext context) => IsRequired || !Loopback.IsLocal(context);

    /// <summary>Whether what was typed is the code.</summary>
    internal bool Accepts(string? typed)
    {
        var tidy = new string([.. (typed ?? "").ToUpperInvariant().Where(char.IsLetterOrDigit).Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c })]);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(tidy), Encoding.UTF8.GetBytes(Code.Replace("-", "", StringComparison.Ordinal)));
    }
}
