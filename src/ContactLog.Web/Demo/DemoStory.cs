using System.Text;
using ContactLog.Domain.Items;

namespace ContactLog.Web.Demo;

/// <summary>
/// What the demo case says, in the order in which it was recorded. Nobody in it exists: the numbers are from the
/// range set aside for fiction, the addresses from the domain set aside for examples, the photo was taken in the
/// middle of a lake. Its words are calm on purpose; a record reads like this.
/// </summary>
internal static class DemoStory
{
    /// <summary>When the record begins, in the zone of the case.</summary>
    public const string Begins = "2025-11-04 19:30";

    /// <summary>When its report is made.</summary>
    public const string Ends = "2026-04-23 09:40";

    /// <summary>The words of the first boundary; the third replaces it.</summary>
    public const string FirstWords = "Please stop calling and texting me. If it is about the lease, send an email.";

    /// <summary>The words of the second boundary; it has an exception.</summary>
    public const string SecondWords = "Please do not come to my home or my work. You can send the spare key by post.";

    /// <summary>The words of the third boundary; it covers contact through others.</summary>
    public const string ThirdWords = "Please do not contact me again in any way, including through other people. I will not reply.";

    /// <summary>The words of the order.</summary>
    public const string OrderWords = "The respondent shall not contact the petitioner, directly or through others, and shall stay 100 yards away from the petitioner's home and place of work.";

    private const string Number = "contact-point=@number";
    private const string NewNumber = "contact-point=@new-number";
    private const string Mail = "contact-point=@mail";
    private const string Account = "contact-point=@account";
    private const string Sam = "contact-point=@sam-number";

    /// <summary>What the case says of itself.</summary>
    public static FieldSet Settings => FieldSet.Empty
        .With("label", "Notes").With("own-name", DemoBook.Actor).With("own-address", "14 Sample Street, Exampleton").With("zone", DemoBook.Zone.Id)
        .With("court", "Example County Court").With("case-number", "26-CV-0000").With("began", "October 2025");

    /// <summary>Writes it all down.</summary>
    public static async Task WriteAsync(DemoBook book)
    {
        await PeopleAsync(book);
        await AutumnAsync(book);
        await WinterAsync(book);
        await FirstBoundaryAsync(book);
        await SecondBoundaryAsync(book);
        await ThirdBoundaryAsync(book);
        await LateMarchAsync(book);
        await AprilAsync(book);
        await OrderAsync(book);
    }

    private static async Task PeopleAsync(DemoBook book)
    {
        await book.AddAsync("2025-11-04 19:34", ItemType.Contact, book.Fields(
            "label=R.", "name=R. Placeholder", "role=main", "relationship=former partner", "relationship-dates=until October 2025",
            "vehicles=Grey hatchback", "private-note=Keep the old lease letters in the blue folder."), "main");
        await book.AddAsync("2025-11-04 19:36", ItemType.ContactPoint, book.Fields(
            "contact=@main", "kind=phone", "value=555-0142", "certainty=sure", "why-theirs=In my address book since 2023.", "first-seen=2023-05-01"), "number");
        await book.AddAsync("2025-11-04 19:37", ItemType.ContactPoint, book.Fields(
            "contact=@main", "kind=email", "value=r.placeholder@example.com", "certainty=sure"), "mail");
    }

    private static async Task AutumnAsync(DemoBook book)
    {
        await book.LogAsync("2025-11-04 19:42", "call", "2025-10-27", "21:15 to 21:40", Number, "call-result=missed", "count=3", "times=21:15\n21:22\n21:40");
        await book.LogAsync("2025-11-04 19:45", "text", "2025-10-29", "evening", Number, "said=We should talk about this like adults.", "own-reply=I wrote that there was nothing more to talk about.");
        await book.LogAsync("2025-11-04 19:47", "text", "2025-11-01", "23:40", Number, "said=Are you up?");
        await book.LogAsync("2025-11-04 19:52", "voicemail", "2025-11-02", "1:10 am", "fold=unsure", Number,
            "duration=22 seconds", "narrative=Breathing and a television. The phone shows 01:10 only; clocks went back that night and I cannot tell which one it was.");
        await book.LogAsync("2025-11-04 19:54", "call", "2025-11-02", "01:30", "fold=first", Number, "call-result=missed", "narrative=The call list shows it above the clock change.");
        await book.LogAsync("2025-11-04 19:58", "text", "2025-11-02", "01:30", "fold=second", "as=night-texts", Number, "count=3",
            "said=Pick up\nI know you are awake 🙃\nFine. Tomorrow then", "sleep=Awake until five.", "feelings=Uneasy.");
        await book.ExhibitAsync("2025-11-04 20:03", "night-texts", "Screenshot_20251104_200210.png", DemoPictures.Thread("20:02", "555-0142",
            new Bubble("Are you up?", Day: "Saturday 1 November 23:40"), new Bubble("Pick up", Day: "Sunday 2 November 01:30"), new Bubble("I know you are awake 🙃"), new Bubble("Fine. Tomorrow then")),
            "description=Texts of 1 and 2 November", "what=screenshot", "shown-from=555-0142", "captured-how=Screenshot on my own phone", "whole-thread=no");
        await book.LogAsync("2025-11-04 20:06", "text", "2025-11-03", "08:05", "direction=out", "contact=@main", "said=Please do not call at night.");
        await book.LogAsync("2025-11-05 18:31", "call", "2025-11-05", "18:20", Number, "call-result=answered", "duration=4 minutes",
            "narrative=Asked when I would come back. I said that I would not and ended the call.", "own-reply=I am not coming back.");
        await book.LogAsync("2025-11-09 16:12", "email", "2025-11-09", "15:48", Mail, "narrative=Three pages about the summer at the lake.", "said=I wrote down everything I remember. Please read it to the end.", "tags=promises");
        await book.LogAsync("2025-11-14 07:50", "in-person", "2025-11-13", "19:45", "contact=@main", "place=Exampleton Library, front steps",
            "narrative=Was standing by the bicycle racks when the evening class ended. Walked beside me as far as the corner, then turned back.", "said=You never answer.", "tags=showing-up", "known-how=Seen by me.", "weapon=no", "threat=no");
        await book.AddAsync("2025-11-15 20:20", ItemType.ContactPoint, book.Fields(
            "contact=@main", "kind=social", "platform=Picframe", "value=@r_placeholder_00", "certainty=likely", "why-theirs=Same profile picture as before."), "account");
        await book.LogAsync("2025-11-15 20:22", "social", "2025-11-15", "about 20:00", Account, "platform=Picframe", "narrative=A request to follow me. I left it unanswered.");
        await book.LogAsync("2025-11-19 07:25", "call", "2025-11-19", "07:10", Number, "call-result=missed", "count=2", "times=07:10\n07:13");
        await book.LogAsync("2025-11-23 23:01", "text", "2025-11-23", "22:50", Number, "said=Café Zoë is not the same without you.");
        await book.LogAsync("2025-11-27 15:30", "text", "2025-11-27", "12:05 to 14:20", Number, "count=4", "times=12:05\n12:06\n13:40\n14:20",
            "said=Happy Thanksgiving\nYour chair is empty here\nAt least say something\nOk. Enjoy your quiet dinner", "feelings=Sad, then tired.");
        await book.LogAsync("2025-11-30 20:40", "voicemail", "2025-11-30", "20:31", Number, "duration=52 seconds", "narrative=Says that the flat is too quiet and asks for a call back.");
        await book.LogAsync("2025-12-04 09:10", "email", "2025-12-04", "02:17", Mail, "said=I cannot sleep, so I write.", "noticed-date=2025-12-04", "noticed-time=09:05", "noticed-precision=exact", "noticed-zone=America/Chicago");
    }

    private static async Task WinterAsync(DemoBook book)
    {
        await book.LogAsync("2025-12-08 22:45", "call", "2025-12-08", "about 10 pm", Number, "call-result=missed", "count=5", "count-precision=about");
        await book.LogAsync("2025-12-12 14:20", "other", "2025-12-12", "11:30", "contact=@main", "gift=Flowers, card without a name", "narrative=Brought to the front desk at work. I did not take them home.",
            "known-how=The florist said the order was paid for by R. Placeholder.", "tags=grand-gesture\ngift", "work=Had to explain it to two colleagues.");
        await book.LogAsync("2025-12-16 21:14", "text", "2025-12-16", "21:02", Number, "said=Did you like them?");
        await book.LogAsync("2025-12-20 18:05", "in-person", "2025-12-20", "afternoon", "contact=@main", "place=Sample Market, Exampleton", "narrative=Two aisles away, looking over. Gone when I reached the till.", "known-how=Seen by me.", "weapon=no");
        await book.LogAsync("2025-12-25 10:15", "voicemail", "2025-12-24", "23:58", Number, "duration=1 minute 10 seconds", "narrative=Singing, then silence.");
        await book.LogAsync("2025-12-25 10:18", "text", "2025-12-25", "00:05 to 00:40", Number, "count=6", "count-precision=exact", "said=Merry Christmas 🎄", "narrative=The first of six; the others are single emoji.");
        await book.LogAsync("2025-12-28 19:26", "call", "2025-12-28", "19:20", Number, "call-result=answered", "duration=under a minute", "said=You could at least be polite.", "narrative=I had not looked at the number. I ended the call.");
        await book.LogAsync("2026-01-01 11:00", "text", "2025-12-31", "23:59", Number, "said=Bonne année, ma chère 🎆");
        await book.LogAsync("2026-01-03 17:44", "social", "2026-01-03", "17:30", Account, "platform=Picframe", "url=https://picframe.example/p/0042", "said=Still the best picture of us.", "narrative=A comment under a photo from 2024.");
        await book.LogAsync("2026-01-06 23:30", "call", "2026-01-06", "22:00 to 23:20", Number, "call-result=missed", "count=7", "count-precision=at-least", "narrative=I switched the phone off at 23:20.", "sleep=Phone off for the night.");
        await book.LogAsync("2026-01-09 12:50", "in-person", "2026-01-09", "12:15", "as=desk", "contact=@main", "place=My work, reception", "narrative=Asked for me at the front desk. A colleague said that I was out.",
            "witness=Alex Sample, colleague", "witness-saw=Spoke with the visitor for about two minutes.", "witness-contact=Front desk, 555-0188", "tags=showing-up", "work=Asked to use the back entrance.");
        await book.LogAsync("2026-01-11 21:50", "text", "2026-01-11", "21:30 to 21:44", Number, "count=3", "said=Your colleague was rude\nI only wanted to see you\nCall me", "tags=blame");
    }

    private static async Task FirstBoundaryAsync(DemoBook book)
    {
        await book.AddAsync("2026-01-12 20:25", ItemType.Boundary, DemoBook.At(book.Fields(
            "words=" + FirstWords, "channel=text", "to=555-0142", "contact=@main", "in-writing=yes", "delivered=yes", "delivered-how=read 20:12", "covers=call\ntext\nvoicemail\nsocial",
            "exceptions=Email about the lease."), "2026-01-12", "20:10"), "first");
        await book.ExhibitAsync("2026-01-12 20:28", "first", "Screenshot_20260112_202655.png", DemoPictures.Thread("20:26", "555-0142",
            new Bubble("Your colleague was rude", Day: "Sunday 11 January 21:30"), new Bubble("I only wanted to see you"), new Bubble("Call me"),
            new Bubble(FirstWords, Own: true, Day: "Monday 12 January 20:10, read 20:12")),
            "description=My message of 12 January", "what=screenshot", "shown-from=555-0142", "captured-how=Screenshot on my own phone");
        await book.LogAsync("2026-01-12 20:40", "text", "2026-01-12", "", Number, "said=Hello?", "narrative=Deleted by mistake. I no longer know whether it came before or after my message of that day.");
        await book.LogAsync("2026-01-14 18:35", "call", "2026-01-14", "18:02 to 18:30", Number, "call-result=missed", "count=4", "times=18:02\n18:05\n18:19\n18:30");
        await book.LogAsync("2026-01-16 08:15", "text", "2026-01-16", "07:58", Number, "said=I just want to explain.");
        await book.LogAsync("2026-01-19 22:20", "text", "2026-01-19", "22:05 to 22:09", Number, "count=2", "said=One call. That is all\nYou owe me that", "tags=blame");
        await book.LogAsync("2026-01-22 13:02", "email", "2026-01-22", "12:31", Mail, "permitted=yes", "narrative=About the lease: the landlord needs both signatures.");
        await book.LogAsync("2026-01-22 13:20", "email", "2026-01-22", "13:15", "direction=out", "contact=@main", "said=Thank you. I have signed the form and sent it to the landlord.");
        await book.LogAsync("2026-01-25 21:00", "call", "2026-01-25", "20:41", "from=Withheld number", "call-result=answered", "duration=30 seconds", "narrative=Nobody spoke.");
        await book.LogAsync("2026-01-28 19:12", "social", "2026-01-28", "18:50", Account, "platform=Picframe", "said=You can block the number but not the past.", "tags=online-posts");
        await book.LogAsync("2026-01-31 17:40", "in-person", "2026-01-31", "about 17:15", "contact=@main", "place=14 Sample Street, Exampleton", "narrative=Rang twice and waited by the letter boxes. I did not open.",
            "witness=Pat Nobody, neighbour", "known-how=Seen through the spy hole.", "feelings=Frightened. My hands still shake.", "routine=Asked Pat to walk in with me for a week.", "tags=showing-up", "weapon=no", "children=no");
        await book.AddAsync("2026-01-31 17:52", ItemType.Contact, book.Fields("label=Pat", "name=Pat Nobody", "role=other", "relationship=neighbour", "description=Has a doorbell camera facing the street."), "pat");
        await book.LogAsync("2026-02-03 22:10", "voicemail", "2026-02-03", "21:57", Number, "duration=35 seconds", "said=I was in your street. The light was on.");
        await book.LogAsync("2026-02-06 18:22", "in-person", "2026-02-06", "17:35", "contact=@main", "place=My work, car park", "vehicle=Grey hatchback", "narrative=Parked two spaces from the exit. Drove off when a colleague walked out with me.",
            "witness=Alex Sample, colleague", "work=Left through the side door afterwards.");
    }

    private static async Task SecondBoundaryAsync(DemoBook book)
    {
        await book.AddAsync("2026-02-08 12:07", ItemType.Boundary, DemoBook.At(book.Fields(
            "words=" + SecondWords, "channel=email", "to=r.placeholder@example.com", "contact=@main", "in-writing=yes", "delivered=yes", "delivered-how=answered 12:03", "covers=in-person\nother",
            "exceptions=Sending the spare key by post."), "2026-02-08", "11:30"), "second");
        await book.ExhibitAsync("2026-02-08 12:10", "second", "message-20260208.txt", Encoding.UTF8.GetBytes(
            "From: Casey Example <casey@example.org>\r\nTo: R. Placeholder <r.placeholder@example.com>\r\nDate: Sun, 08 Feb 2026 11:30:12 -0600\r\nSubject: Please read\r\nMessage-ID: <0000.demo@example.org>\r\n\r\n" + SecondWords + "\r\n\r\nCasey\r\n"),
            "description=My email of 8 February with its headers", "what=document", "captured-how=Saved from the mail program as text");
        await book.LogAsync("2026-02-08 12:14", "email", "2026-02-08", "12:03", Mail, "said=Understood. But we are not finished.");
        await book.LogAsync("2026-02-10 19:05", "other", "2026-02-10", "evening", "contact=@main", "narrative=A folded letter under the door, two pages, not posted. Kept in the folder.", "place=14 Sample Street, Exampleton", "known-how=Handwriting.", "tags=promises", "damage=no");
        await book.LogAsync("2026-02-13 12:30", "other", "2026-02-13", "", "contact=@main", "permitted=yes", "narrative=The spare key came by post, without a note.");
        await book.AddAsync("2026-02-13 18:40", ItemType.Measure, DemoBook.At(book.Fields(
            "what=Locks of the flat changed", "kind=locks", "why=One spare key had been missing since October.", "cost=140 dollars"), "2026-02-13"), "locks");
        await book.LogAsync("2026-02-14 18:02", "other", "2026-02-14", "morning", "contact=@main", "gift=Box of chocolates under the windscreen wiper", "place=My work, car park", "narrative=Not touched; security took it away.", "tags=gift", "police=no");
        await book.LogAsync("2026-02-15 09:40", "text", "2026-02-15", "00:20 to 00:24", Number, "count=2", "said=Happy belated ❤️\nתתקשרי אליי בבקשה", "narrative=The second one is in Hebrew and asks me to call.");
        await book.LogAsync("2026-02-18 20:30", "call", "2026-02-18", "19:45 to 20:21", Number, "call-result=missed", "count=3", "times=19:45\n19:46\n20:21");
        await book.AddAsync("2026-02-21 15:10", ItemType.Contact, book.Fields("label=Sam", "name=Sam Sample", "role=go-between", "relationship=friend of both of us"), "sam");
        await book.AddAsync("2026-02-21 15:11", ItemType.ContactPoint, book.Fields("contact=@sam", "kind=phone", "value=555-0123", "certainty=sure"), "sam-number");
        await book.LogAsync("2026-02-21 15:14", "text", "2026-02-21", "14:48", Sam, "through=Sam Sample", "said=R. asks whether you are well and if you got the letter.", "own-reply=Please pass nothing on.", "tags=pressing-others");
        await book.LogAsync("2026-02-24 18:40", "in-person", "2026-02-24", "17:50", "contact=@main", "place=Bus stop outside my work", "narrative=Across the street for the ten minutes until the bus came.", "clothing=Dark green jacket", "known-how=Seen by me.", "tags=showing-up");
        await book.LogAsync("2026-02-26 08:20", "email", "2026-02-26", "03:12", Mail, "said=I changed. Ask anyone.", "tags=promises");
        await book.LogAsync("2026-03-01 22:50", "call", "2026-03-01", "21:58 to 22:41", "as=sunday-calls", Number, "call-result=missed", "count=6", "times=21:58\n21:59\n22:10\n22:26\n22:40\n22:41");
        await book.ExhibitAsync("2026-03-01 22:54", "sunday-calls", "Screenshot_20260301_225302.png", DemoPictures.Calls("22:53",
            ("555-0142", "Today 22:41"), ("555-0142", "Today 22:40"), ("555-0142", "Today 22:26"), ("555-0142", "Today 22:10"), ("555-0142", "Today 21:59"), ("555-0142", "Today 21:58")),
            "description=Call list of 1 March", "what=screenshot", "shown-from=555-0142");
        await book.LogAsync("2026-03-02 23:20", "text", "2026-03-02", "23:15 to 23:17", Number, "count=2", "said=So you read them\nI can see that you read them");
    }

    private static async Task ThirdBoundaryAsync(DemoBook book)
    {
        await book.AddAsync("2026-03-03 18:30", ItemType.Boundary, DemoBook.At(book.Fields(
            "words=" + ThirdWords, "channel=text", "to=555-0142", "contact=@main", "in-writing=yes", "delivered=yes", "delivered-how=read 18:24", "covers=all", "through-others=yes",
            "private-note=Wording checked with the advocate on 2 March."), "2026-03-03", "18:22"), "third");
        await book.ExhibitAsync("2026-03-03 18:33", "third", "Screenshot_20260303_183140.png", DemoPictures.Thread("18:31", "555-0142",
            new Bubble("So you read them", Day: "Monday 2 March 23:15"), new Bubble("I can see that you read them"),
            new Bubble(ThirdWords, Own: true, Day: "Tuesday 3 March 18:22, read 18:24"), new Bubble("Fine.", Day: "18:25")),
            "description=My message of 3 March and the answer", "what=screenshot", "shown-from=555-0142", "captured-how=Screenshot on my own phone");
        await book.AmendAsync("2026-03-03 18:36", "first", "Replaced by my message of 3 March.", DemoBook.At(book.Fields("ended-why=Replaced by the boundary of 3 March."), "2026-03-03", "18:22", prefix: "ended-"));
        await book.LogAsync("2026-03-03 18:38", "text", "2026-03-03", "18:25", Number, "said=Fine.");
        await book.LogAsync("2026-03-05 07:40", "call", "2026-03-05", "07:12", Number, "call-result=missed", "count=2", "times=07:12\n07:31");
        await book.LogAsync("2026-03-07 23:05", "text", "2026-03-07", "about 22:40", Number, "said=I will respect it. After this one.");
        await book.LogAsync("2026-03-08 10:02", "voicemail", "2026-03-08", "night", Number, "duration=18 seconds",
            "narrative=The old answering machine says 02:30. That night the clocks went from 02:00 to 03:00, so the machine was not set; I write down only that it was at night.");
        await book.LogAsync("2026-03-08 10:05", "text", "2026-03-08", "03:05", Number, "said=Delete that message 🙏");
        await book.LogAsync("2026-03-11 12:44", "email", "2026-03-11", "12:18", Mail, "said=My sister thinks you are unfair.", "tags=blame\npressing-others");
        await book.LogAsync("2026-03-14 16:50", "call", "2026-03-14", "16:31", Sam, "through=Sam Sample", "call-result=answered", "duration=3 minutes", "said=R. wants you to know that the photographs are being thrown away on Sunday.",
            "own-reply=I asked Sam not to carry messages and to tell me the date if asked again.");
    }

    private static async Task LateMarchAsync(DemoBook book)
    {
        await book.AddAsync("2026-03-15 21:30", ItemType.ContactPoint, book.Fields(
            "contact=@main", "kind=phone", "value=555-0177", "certainty=likely", "why-theirs=Writes about things only R. knows.", "first-seen=2026-03-15"), "new-number");
        await book.LogAsync("2026-03-15 21:33", "text", "2026-03-15", "21:19", NewNumber, "said=New phone, same me 🙂", "known-how=Names the café where we met.", "device=Number not seen before");
        await book.LogAsync("2026-03-18 19:02", "call", "2026-03-18", "18:20 to 18:52", NewNumber, "call-result=missed", "count=3", "times=18:20\n18:33\n18:52");
        await book.LogAsync("2026-03-22 11:25", "in-person", "2026-03-21", "18:10", "as=bus-stop", "contact=@main", "place=Bus stop outside my work", "narrative=Stood next to me at the stop and took the same bus for four stops.",
            "said=It is a public bus.", "police=yes", "police-who=Exampleton Police, front desk", "police-number=EX-2026-0321", "police-outcome=Noted. A copy can be asked for in writing.", "present=About ten people",
            "feelings=Shaking. Did not look up.", "routine=Taking the train from now on.", "cost=Monthly train ticket, 84 dollars.", "weapon=no", "threat=no", "injury=no", "still-needed=Written copy of the report");
        await book.AddAsync("2026-03-22 11:30", ItemType.AuthorityReport, DemoBook.At(book.Fields(
            "agency=Exampleton Police, front desk", "kind=police", "how-reported=in-person", "about=@bus-stop", "told=The bus stop, the car park and the calls of 1 March, with the screenshots.",
            "officer=Officer Nobody", "number=EX-2026-0322", "copy-asked=yes", "copy-received=no", "outcome=Noted. I was told to come again if it went on.", "follow-up=2026-04-05"), "2026-03-22", "10:45"), "police");
        await book.LogAsync("2026-03-24 20:12", "social", "2026-03-24", "19:40", "as=post", Account, "platform=Picframe", "url=https://picframe.example/p/0107", "said=Some people take the train now. Ça va? 🚆", "tags=online-posts\ntracking");
        await book.ExhibitAsync("2026-03-24 20:15", "post", "Screenshot_20260324_201422.png", DemoPictures.Post("20:14", "@r_placeholder_00", "24 March at 19:40", "Some people take the train now. Ça va? 🚆"),
            "description=Public post of 24 March", "what=screenshot", "shown-from=@r_placeholder_00", "captured-how=Screenshot in the browser, not signed in");
        await book.LogAsync("2026-03-29 08:30", "text", "2026-03-28", "23:02 to 23:59", "as=long-thread", NewNumber, "count=9", "times=23:02\n23:03\n23:05\n23:11\n23:24\n23:25\n23:40\n23:58\n23:59",
            "narrative=Nine messages in an hour. The whole thread is in the screenshot.", "said=I walked past the library today\nThey still have our table", "sleep=Two hours.", "tags=repeated");
        await book.ExhibitAsync("2026-03-29 08:36", "long-thread", "Screenshot_20260329_083455.png", DemoPictures.Thread("08:34", "555-0177",
            new Bubble("New phone, same me 🙂", Day: "Sunday 15 March 21:19"),
            new Bubble("I walked past the library today", Day: "Saturday 28 March 23:02"), new Bubble("They still have our table"), new Bubble("I sat there until they closed. The woman at the desk remembered us and asked how you are. I said that you are well, because I think that you are."),
            new Bubble("You could have said something to me at the bus. I was not going to do anything"), new Bubble("I keep the little things. The ticket from the lake. The list with your handwriting: bread, tea, batteries"),
            new Bubble("Do you remember the batteries 🔋"), new Bubble("Nobody will know you as well as I do"), new Bubble("You will be tired now. I am tired too"), new Bubble("Good night then. I will try again when you have slept")),
            "description=The whole thread from the new number", "what=screenshot", "shown-from=555-0177", "captured-how=Scrolling screenshot on my own phone", "whole-thread=yes");
        await book.AmendAsync("2026-03-29 08:45", "new-number", "Blocked after saving the messages.", book.Fields("saved-first=yes", "blocked-on=2026-03-29"));
        await book.LogAsync("2026-03-30 20:10", "other", "", "", "contact=@main", "narrative=Found a folded note in the pocket of my winter coat. I do not know when it was put there.", "said=I was here.", "known-how=Handwriting.");
    }

    private static async Task AprilAsync(DemoBook book)
    {
        await book.LogAsync("2026-04-01 19:05", "call", "2026-04-01", "18:40 to 18:42", Number, "call-result=missed", "count=2", "times=18:40\n18:42");
        await book.LogAsync("2026-04-04 11:20", "email", "2026-04-04", "10:55", "contact=@main", "from=rp.second@example.net", "known-how=Signed with the nickname only R. uses.", "said=You did not leave me another way.");
        await book.LogAsync("2026-04-07 12:20", "other", "2026-04-07", "", "as=parcel", "contact=@main", "place=14 Sample Street, Exampleton", "narrative=Parcel at the door. No sender. Not opened, kept.", "gift=Parcel, about the size of a shoe box", "tags=gift", "evidence-elsewhere=The parcel itself, in Pat's cupboard.");
        await book.ExhibitAsync("2026-04-07 12:24", "parcel", "IMG_20260407_121130.jpg", DemoPictures.Parcel(), "description=Parcel at the door", "what=photo", "captured-how=My own phone");
        await book.LogAsync("2026-04-10 14:41", "call", "2026-04-10", "14:33", "as=wrong-number", "from=555-0190", "call-result=missed");
        await book.AddAsync("2026-04-10 17:20", ItemType.CareVisit, DemoBook.At(book.Fields(
            "provider=Example Counselling Centre", "kind=counsellor", "why=I do not sleep through and start when a car stops.", "found=Said that it fits being followed. Next visit in two weeks.", "paper=yes", "cost=35 dollars"), "2026-04-10", "16:00"), "counsellor");
        await book.WithdrawAsync("2026-04-11 09:12", "wrong-number", "Wrong number: the caller left a message for somebody else.");
        await book.LogAsync("2026-04-12 07:51", "text", "2026-04-12", "02:30 to 02:34", Number, "count=2", "said=Why are you doing this to me\nAnswer me", "tags=blame");
        await book.LogAsync("2026-04-14 18:20", "in-person", "2026-04-14", "08:05", "as=platform", "contact=@main", "place=Exampleton Station, platform 2", "narrative=Stood at the far end of the platform and left when the train came.", "known-how=Green jacket; I am fairly sure.");
        await book.WithdrawAsync("2026-04-15 07:30", "platform", "Not sure enough that it was R.");
        await book.RestoreAsync("2026-04-16 18:10", "platform", "Alex was on the same platform and is sure that it was R.");
        await book.AmendAsync("2026-04-16 18:12", "platform", "Alex told me today.", book.Fields("witness=Alex Sample, colleague", "witness-saw=Recognised the visitor from reception.", "known-how=Recognised by Alex Sample."));
        await book.LogAsync("2026-04-19 09:12", "in-person", "2026-04-17", "about 5:30 pm", "as=five-minutes", "contact=@main", "place=14 Sample Street, Exampleton", "vehicle=Grey car",
            "narrative=Parked opposite my building when I came home, the window down. I went in by the side door and did not answer. Left after about ten minutes.",
            "said=I only want five minutes. You owe me that.", "witness=Pat Nobody, neighbour", "witness-saw=Heard it from the first-floor window.", "witness-contact=555-0161", "tags=showing-up", "weapon=no", "threat=no", "injury=no", "children=no", "police=no",
            "feelings=Afraid to go out on Saturday.", "private-note=Ask the advocate about the address programme.");
        await book.ExhibitAsync("2026-04-19 09:15", "five-minutes", "door-cam-still.jpg", DemoPictures.Car(), "description=Still from the doorbell camera next door", "what=photo", "captured-how=Given by Pat Nobody on 18 April", "paper-held-by=Pat Nobody has the recording");
    }

    private static async Task OrderAsync(DemoBook book)
    {
        var order = book.Fields("title=Temporary order", "court=Example County Court", "number=26-CV-0000", "contact=@main", "protected=Casey Example", "served-how=By a deputy, in person", "words=" + OrderWords,
            "distance=100 yards", "covers=all", "through-others=yes");
        order = DemoBook.At(order, "2026-04-17", prefix: "issued-");
        order = DemoBook.At(order, "2026-04-20", "14:05", prefix: "served-");
        order = DemoBook.At(order, "2026-05-18", prefix: "expires-");
        await book.AddAsync("2026-04-20 15:20", ItemType.CourtOrder, order, "order");
        await book.ExhibitAsync("2026-04-20 15:24", "order", "order-page-1.png", DemoPictures.Order(), "description=First page of the order", "what=document", "captured-how=Scanned at the court's office", "paper-held-by=Casey Example");
        await book.AddAsync("2026-04-20 15:30", ItemType.Hearing, DemoBook.At(book.Fields(
            "title=Hearing about the order", "court=Example County Court, room 2", "number=26-CV-0000", "order=@order"), "2026-05-11", "09:30"), "hearing");
        await book.AmendAsync("2026-04-21 20:31", "five-minutes", "Pat and I looked at the recording again: its clock, and the kind of car.", DemoBook.At(book.Fields("vehicle=Grey hatchback"), "2026-04-17", "about 17:50"));
        await book.LogAsync("2026-04-21 22:19", "voicemail", "2026-04-21", "22:08", "as=pick-up", "contact=@main", "from=Withheld number", "duration=8 seconds", "known-how=Voice known to me.", "said=Pick up. I know you are home.", "breach-of=@order", "breach-term=shall not contact the petitioner, directly or through others", "police=yes", "police-who=Exampleton Police, by phone", "police-number=EX-2026-0421");
        await book.ExhibitAsync("2026-04-21 22:26", "pick-up", "voicemail-0421.wav", WaveFile.Voicemail(8), "description=Voicemail of 21 April", "what=voicemail", "captured-how=Saved from the mailbox",
            "transcript=Pick up. I know you are home.", "transcript-by=Casey Example");
        await book.LogAsync("2026-04-22 06:40", "call", "2026-04-22", "01:00 to 03:00", "as=burst", Number, "call-result=missed", "count=12", "count-precision=exact",
            "times=01:00\n01:01\n01:11\n01:37\n01:38\n01:40\n02:00\n02:19\n02:20\n02:21\n02:46\n02:59", "narrative=Twelve in two hours; nine are visible in the screenshot.", "breach-of=@order", "breach-term=shall not contact the petitioner, directly or through others", "sleep=None until six.", "work=Called in late.", "tags=repeated");
        await book.ExhibitAsync("2026-04-22 06:44", "burst", "Screenshot_20260422_064310.png", DemoPictures.Calls("06:43",
            ("555-0142", "02:59"), ("555-0142", "02:46"), ("555-0142", "02:21"), ("555-0142", "02:20"), ("555-0142", "02:19"), ("555-0142", "02:00"), ("555-0142", "01:40"), ("555-0142", "01:38"), ("555-0142", "01:37")),
            "description=Call list of 22 April", "what=screenshot", "shown-from=555-0142", "captured-how=Screenshot on my own phone");
        await book.AmendAsync("2026-04-22 18:05", "desk", "Alex asked to be named with the number of the desk.", book.Fields("witness-contact=Front desk, 555-0189"));
        await book.AmendAsync("2026-04-22 18:09", "bus-stop", "The report number was wrong by one digit.", book.Fields("police-number=EX-2026-0322"));
    }
}
