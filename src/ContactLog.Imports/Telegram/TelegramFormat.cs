namespace ContactLog.Imports.Telegram;

/// <summary><c>result.json</c> of Telegram Desktop: one conversation or all of them. See the README beside this file.</summary>
public sealed class TelegramFormat : ExportFormat
{
    /// <inheritdoc/>
    public override string Id => "telegram";

    /// <inheritdoc/>
    public override int ReaderVersion => 5;

    /// <inheritdoc/>
    public override TimeBasis TimeBasis => TimeBasis.Epoch;

    /// <inheritdoc/>
    public override bool Recognises(ReadOnlySpan<byte> head)
    {
        var start = head.TrimStart("\uFEFF \t\r\n"u8);
        if (start is not [(byte)'{', ..] || start.IndexOf("\"participants\""u8) >= 0)
        {
            return false;
        }

        var chats = start.IndexOf("\"messages\""u8) >= 0 || start.IndexOf("\"chats\""u8) >= 0;
        return chats && (start.IndexOf("\"date_unixtime\""u8) >= 0 || start.IndexOf("\"from_id\""u8) >= 0 || start.IndexOf("\"actor_id\""u8) >= 0
            || start.IndexOf("\"personal_chat\""u8) >= 0 || start.IndexOf("\"personal_information\""u8) >= 0 || start.IndexOf("\"private_group\""u8) >= 0);
    }

    /// <inheritdoc/>
    public override IEnumerable<Found> Read(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return new TelegramReader(file, options, cancellationToken).Run();
    }
}
