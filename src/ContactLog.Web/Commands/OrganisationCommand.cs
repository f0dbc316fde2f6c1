using System.CommandLine;
using ContactLog.Data;
using ContactLog.Data.Accounts;
using ContactLog.Data.Organisations;
using ContactLog.Data.Sharing;
using ContactLog.Web.Hosting;

namespace ContactLog.Web.Commands;

/// <summary>
/// <c>organisation</c>: makes an organisation and a link for its supervisor. The name is what whoever runs the program vouches
/// for; nobody can give themselves one in the browser, so nobody can pretend to be a shelter. It opens nothing.
/// </summary>
internal static class OrganisationCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "What the organisation is called. One that is there already gets one more supervisor." };
        var person = new Argument<string>("PERSON") { Description = "What colleagues call the supervisor." };
        var site = new Option<string?>("--site") { Description = "The address at which people reach the program, to print the whole link.", HelpName = "URL" };
        var command = new Command("organisation", "Makes an organisation, and a link by which one person becomes its supervisor. Give the link to them yourself.")
        {
            name,
            person,
            site,
            CommandLine.DataOption,
            CommandLine.SecretOption,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            // Read here: the library's own words for what is no address name a type of the program.
            var address = parsed.GetValue(site);
            if (address is not null && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"))
            {
                throw new UsageException("--site must be a whole address, such as https://notes.example");
            }

            using var installation = Installation.Open(CommandLine.Location(parsed));
            await using var services = new ServiceCollection().AddLogging()
                .AddSingleton<IConfiguration>(CommandLine.Configuration())
                .AddContactLogData(installation).AddAccountData().BuildServiceProvider();
            await using var scope = services.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<Memberships>().FoundAsync(parsed.GetValue(name), parsed.GetValue(person), cancel) is not { } secret)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"A name has 1 to {OrganisationNames.Longest} characters, without line breaks or the sign |. Nothing was made.");
                return CommandLine.Problem;
            }

            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync($"{address?.TrimEnd('/')}/Join/{secret}");
            await output.WriteLineAsync($"The link works once, within {Invitations.Lives.TotalHours:0} hours. Whoever uses it supervises the organisation; it opens no case.");
            return CommandLine.Done;
        });
        return command;
    }
}
