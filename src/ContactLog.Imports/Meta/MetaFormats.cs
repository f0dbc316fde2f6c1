using System.Text;

namespace ContactLog.Imports.Meta;

/// <summary>Conversations that Facebook's Messenger gives out as JSON, by "download your information" or the separate download of end-to-end encrypted ones. See the README beside this file.</summary>
public sealed class MessengerFormat : ExportFormat
{
    /// <inheritdoc/>
    public override string Id => "messenger";

    /// <inheritdoc/>
    public override int ReaderVersion => 4;

    /// <inheritdoc/>
    public override TimeBasis TimeBasis => TimeBasis.Epoch;

    /// <inheritdoc/>
    public override bool Recognises(ReadOnlySpan<byte> head) => IsConversation(head) && !SaysInstagram(head);

    /// <inheritdoc/>
    public override IEnumerable<Found> Read(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        var name = file.Name;
        var sure = name.Contains("facebook", StringComparison.OrdinalIgnoreCase) || name.Contains("messenger", StringComparison.OrdinalIgnoreCase) || name.Contains("e2ee", StringComparison.OrdinalIgnoreCase);

        // A conversation of words alone says nowhere which of the two it is; the folder of the download does.
        var platform = name.Contains("your_instagram_activity", StringComparison.OrdinalIgnoreCase) ? "Instagram" : sure ? "Messenger" : "Messenger or Instagram";
        return new MetaReader(file, options, platform, cancellationToken).Run();
    }

    internal static bool IsConversation(ReadOnlySpan<byte> head)
    {
        var start = head.TrimStart("\uFEFF \t\r\n"u8);
        return start is [(byte)'{', ..] && start.IndexOf("\"participants\""u8) >= 0 && start.IndexOf("\"messages\""u8) >= 0
            && (start.IndexOf("\"sender_name\""u8) >= 0 || start.IndexOf("\"timestamp_ms\""u8) >= 0 || start.IndexOf("\"senderName\""u8) >= 0 || start.IndexOf("\"threadName\""u8) >= 0
                || start.IndexOf("\"thread_path\""u8) >= 0);
    }

    internal static bool SaysInstagram(ReadOnlySpan<byte> head)
    {
        // In its own fields, not in what somebody wrote: the place of a file, or the name the service gives to people who left.
        var text = Encoding.UTF8.GetString(head);
        return text.Contains("your_instagram_activity/", StringComparison.Ordinal) || text.Contains("\"Instagram User\"", StringComparison.Ordinal)
            || (text.Contains("\"link\"", StringComparison.Ordinal) && text.Contains("www.instagram.com\\/", StringComparison.Ordinal))
            || text.Contains("\"link\": \"https://www.instagram.com/", StringComparison.Ordinal);
    }
}

/// <summary>Conversations that Instagram gives out as JSON: the same form as Messenger's.</summary>
public sealed class InstagramFormat : ExportFormat
{
    /// <inheritdoc/>
    public override string Id => "instagram";

    /// <inheritdoc/>
    public override int ReaderVersion => 4;

    /// <inheritdoc/>
    public override TimeBasis TimeBasis => TimeBasis.Epoch;

    /// <inheritdoc/>
    public override bool Recognises(ReadOnlySpan<byte> head) => MessengerFormat.IsConversation(head) && MessengerFormat.SaysInstagram(head);

    /// <inheritdoc/>
    public override IEnumerable<Found> Read(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return new MetaReader(file, options, "Instagram", cancellationToken).Run();
    }
}
