namespace ContactLog.Imports.SmsBackupRestore;

/// <summary>
/// What the numbers in Android's own tables mean (<c>Telephony.Sms</c>, <c>Telephony.BaseMmsColumns</c>, <c>CallLog.Calls</c>), for every program that writes those
/// tables out. Null where a number says neither received nor sent: nobody can tell then who contacted whom.
/// </summary>
internal static class AndroidCodes
{
    /// <summary><c>type</c> of a text.</summary>
    public static (Direction Direction, FoundState State)? Text(long? type) => type switch
    {
        1 => (Direction.Incoming, FoundState.Received),
        2 => (Direction.Outgoing, FoundState.Sent),
        3 => (Direction.System, FoundState.Draft),
        4 or 6 => (Direction.Outgoing, FoundState.Waiting),
        5 => (Direction.Outgoing, FoundState.Failed),
        _ => null,
    };

    /// <summary><c>msg_box</c> and <c>m_type</c> of a multimedia message.</summary>
    public static (Direction Direction, FoundState State)? Multimedia(long? box, long? type) => (box, type) switch
    {
        // WAP-209 / OMA MMS: 129 to 131 and 133 to 136 are confirmations and reports, not messages; 130 announces one.
        (_, 129 or 131 or 133 or 134 or 135 or 136) => (Direction.System, FoundState.Report),
        (1, 130) => (Direction.Incoming, FoundState.NotFetched),
        (1, _) => (Direction.Incoming, FoundState.Received),
        (2, _) => (Direction.Outgoing, FoundState.Sent),
        (3, _) => (Direction.System, FoundState.Draft),
        (4, _) => (Direction.Outgoing, FoundState.Waiting),
        (5, _) => (Direction.Outgoing, FoundState.Failed),
        (_, 130) => (Direction.Incoming, FoundState.NotFetched),
        (_, 132) => (Direction.Incoming, FoundState.Received),
        (_, 128) => (Direction.Outgoing, FoundState.Sent),
        _ => null,
    };

    /// <summary><c>type</c> of a call.</summary>
    public static (Direction Direction, FoundKind Kind, FoundState State)? Call(long? type) => type switch
    {
        1 => (Direction.Incoming, FoundKind.Call, FoundState.Answered),
        2 => (Direction.Outgoing, FoundKind.Call, FoundState.Placed),
        3 => (Direction.Incoming, FoundKind.Call, FoundState.Missed),
        4 => (Direction.Incoming, FoundKind.Voicemail, FoundState.Left),
        5 => (Direction.Incoming, FoundKind.Call, FoundState.Rejected),
        6 => (Direction.Incoming, FoundKind.Call, FoundState.Blocked),
        7 => (Direction.Incoming, FoundKind.Call, FoundState.AnsweredElsewhere),
        _ => null,
    };

    /// <summary><c>presentation</c> of a call: 2 restricted, 3 unknown, 4 payphone. Whatever number is noted then is not the caller's.</summary>
    public static bool IsWithheld(long? presentation) => presentation is 2 or 3 or 4;
}
