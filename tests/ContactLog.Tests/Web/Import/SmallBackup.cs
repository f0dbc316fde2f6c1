using System.Globalization;
using ContactLog.Tests.Imports;
using ContactLog.Tests.Imports.SmsBackupRestore;

namespace ContactLog.Tests.Web.Import;

/// <summary>The backup that most tests of bringing in begin with.</summary>
internal static class SmallBackup
{
    /// <summary>The number of the person.</summary>
    public const string Him = "+15550000001";

    /// <summary>The number of somebody else.</summary>
    public const string Other = "+15550000003";

    /// <summary>2017-12-02 14:49:27 UTC, which is 08:49:27 in Chicago, in milliseconds as the backup writes it.</summary>
    public const long First = 1512226167463;

    /// <summary>So many seconds after <see cref="First"/>.</summary>
    public static string At(int seconds) => (First + (seconds * 1000L)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Twelve texts: five from the person and three from another, two and two back. The real one where the fixtures are present.</summary>
    public static string Small => Fixtures.Folder is null
        ? Backup.Smses(
        [
            .. Enumerable.Range(1, 5).Select(n => Backup.Sms($"Body text {n}", Him, "1", At(n))),
            .. Enumerable.Range(6, 3).Select(n => Backup.Sms($"Body text {n}", Other, "1", At(n))),
            .. Enumerable.Range(9, 2).Select(n => Backup.Sms($"Body text {n}", Him, "2", At(n))),
            .. Enumerable.Range(11, 2).Select(n => Backup.Sms($"Body text {n}", Other, "2", At(n))),
        ])
        : File.ReadAllText(Fixtures.PathOf("sms-xml/devadvance__sms-backup-reader-2/packages/lib/test-assets/sms_small.xml"));
}
