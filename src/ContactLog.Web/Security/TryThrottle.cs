using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using ContactLog.Data.Accounts;

namespace ContactLog.Web.Security;

/// <summary>
/// Slows down guessing without a lock that could be turned against her: after a few wrong tries each further one has to
/// wait, up to a minute. Tries are counted per account and network, and apart for a browser that has signed in to the
/// account before, so that nobody else's tries, not even from her own home, make her wait.
/// </summary>
public sealed class TryThrottle(TimeProvider clock)
{
    private const int Free = 5;
    private const int Most = 50_000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>The bucket of a try.</summary>
    /// <param name="context">The request.</param>
    /// <param name="what">What is tried: password, second step, recovery code.</param>
    /// <param name="name">The account's name as typed; whether it exists makes no difference.</param>
    /// <param name="isKnownDevice">Whether this browser has signed in to the account before.</param>
    internal static string BucketOf(HttpContext context, string what, string name, bool isKnownDevice)
    {
        var where = isKnownDevice ? "device " + SessionCookies.ReadDevice(context) : "network " + Places.Network(context);
        var text = $"{what}\n{UserNameRules.Tidy(name).ToUpperInvariant()}\n{where}";
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>
    /// Enters a try. It counts as wrong until <see cref="Right"/> says otherwise, so that a hundred tries sent at once
    /// are a hundred and not one.
    /// </summary>
    /// <returns>How long to wait first; zero when the try may go on.</returns>
    public TimeSpan Enter(string bucket)
    {
        var now = clock.GetUtcNow();
        if (_buckets.Count >= Most)
        {
            Forget(now);
        }

        var one = _buckets.GetOrAdd(bucket, _ => new Bucket());
        lock (one)
        {
            if (now - one.Last > Forgotten)
            {
                one.Wrong = 0;
            }

            var free = one.Wrong < Free ? one.Last : one.Last + Delay(one.Wrong);
            if (now < free)
            {
                return free - now;
            }

            one.Wrong++;
            one.Last = now;
            return TimeSpan.Zero;
        }
    }

    /// <summary>The try was right: the bucket is empty again.</summary>
    public void Right(string bucket) => _buckets.TryRemove(bucket, out _);

    /// <summary>Nothing was decided: the try does not count.</summary>
    public void GiveBack(string bucket)
    {
        if (_buckets.TryGetValue(bucket, out var one))
        {
            lock (one)
            {
                one.Wrong = Math.Max(0, one.Wrong - 1);
            }
        }
    }

    private static TimeSpan Delay(int wrong)
    {
        var seconds = Math.Pow(2, Math.Min(wrong - Free, 10));
        return seconds > Longest.TotalSeconds ? Longest : TimeSpan.FromSeconds(seconds);
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, bucket) in _buckets)
        {
            if (now - bucket.Last > Longest)
            {
                _buckets.TryRemove(key, out _);
            }
        }
    }

    private sealed class Bucket
    {
        public int Wrong { get; set; }

        public DateTimeOffset Last { get; set; }
    }
}
