using ContactLog.Imports;

namespace ContactLog.Tests.Imports.WhatsApp;

/// <summary>Where a name ends when it may hold a colon: his first words must not move into his name.</summary>
public sealed class NameColonTests
{
    private static string At(int minute, string rest) => $"13/03/2022, 10:{minute:00} - {rest}\n";

    [Theory]
    [InlineData("Maria")]
    [InlineData("Note")]
    public void Three_messages_that_begin_with_one_word_are_words(string word)
    {
        var chat = At(0, $"Bob: {word}: answer me") + At(1, $"Bob: {word}: pick up") + At(2, $"Bob: {word}: I am outside") + At(3, "Maria: stop");
        var read = Reads.Text(chat);
        read.AddsUp();
        Assert.Equal(("Bob", $"{word}: answer me"), (read.Items[0].From.Id, read.Items[0].Text));

        // The reader before took them for a name: by that key they are known again.
        Assert.All(read.Items.Take(3), item => Assert.NotNull(item.EarlierKey));
        Assert.Equal(3, read.Items.Take(3).Select(item => item.EarlierKey!.Value.Key).Distinct().Count());
    }

    [Fact]
    public void A_word_in_all_of_many_messages_belongs_to_the_name_unless_somebody_is_called_so()
    {
        var many = string.Concat(Enumerable.Range(0, 20).Select(i => At(i, $"Work: Bob: hi {i}")));
        Assert.Equal(("Work: Bob", "hi 0"), Of(many + At(30, "Ann: no")));
        Assert.Equal(("Work", "Bob: hi 0"), Of(many + At(30, "Bob: no")));
        Assert.Equal(("Work", "Bob: hi 0"), Of(many + At(30, "Work: once without")));
        Assert.Equal(("Work", "Bob: hi 0"), Of(many + At(30, "Your security code with Work changed. Tap to learn more.")));
    }

    [Fact]
    public void A_line_of_the_app_and_the_name_of_the_file_say_who_it_is()
    {
        var read = Reads.Text(At(0, "Your security code with Bob: Work changed. Tap to learn more.") + At(1, "Bob: Work: hi") + At(2, "Maria: x"));
        read.AddsUp();
        Assert.Equal([Direction.System, Direction.Incoming, Direction.Incoming], read.Items.Select(item => item.Direction));
        Assert.Equal(("Bob: Work", "hi"), (read.Items[1].From.Id, read.Items[1].Text));
        Assert.Equal(["Bob: Work", "Maria"], read.Items.Skip(1).Select(item => item.From.Id));

        var chat = At(1, "Bob: Work: hi") + At(2, "Maria: x");
        Assert.Equal("Bob: Work", Named("WhatsApp Chat with Bob_ Work.txt", chat));
        Assert.Equal("Bob", Named("WhatsApp Chat with Bob.txt", chat));
        Assert.Equal("Bob", Named("WhatsApp Chat with Bob.txt", string.Concat(Enumerable.Range(0, 30).Select(i => At(i, $"Bob: Note: hi {i}")))));
    }

    [Fact]
    public void The_first_line_of_an_iphone_says_it_too()
    {
        var read = Reads.Text("[13/04/21, 21:05:00] Work: Bob: \u200EMessages and calls are end-to-end encrypted.\r\n[13/04/21, 21:05:07] Work: Bob: hi\r\n[13/04/21, 21:05:08] Ann: no\r\n");
        read.AddsUp();
        Assert.Equal(("Work: Bob", "hi", Direction.System), (read.Items[1].From.Id, read.Items[1].Text, read.Items[0].Direction));
    }

    private static (string, string) Of(string chat)
    {
        var read = Reads.Text(chat);
        read.AddsUp();
        return (read.Items[0].From.Id, read.Items[0].Text);
    }

    private static string Named(string file, string chat) => Reads.Together(null, (file, chat)).Reading.Items[0].From.Id;
}
