using System.Reflection;
using System.Runtime.InteropServices;
using ContactLog.Data.Operating;
using ContactLog.Web.NextSteps;
using ContactLog.Web.Operating;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ContactLog.Web.Pages.Operator;

/// <summary>How the server does, for whoever runs it: counts, days, sizes and failures. It opens nothing.</summary>
[OperatorsOnly]
[StepUp]
public sealed class IndexModel(ServerView server, NextStepsList steps, TimeProvider clock) : PageModel
{
    /// <summary>An authority that has not answered for so long needs a person.</summary>
    private static readonly TimeSpan s_longWait = TimeSpan.FromDays(1);

    /// <summary>The server.</summary>
    public ServerFacts Facts { get; private set; } = null!;

    /// <summary>The list of next steps.</summary>
    public NextStepsList Steps => steps;

    /// <summary>The version of the program.</summary>
    public string Version { get; } = (typeof(IndexModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "").Split('+')[0];

    /// <summary>What the program runs on.</summary>
    public string Runtime { get; } = RuntimeInformation.FrameworkDescription;

    /// <summary>Whether the list of next steps may be out of date, or cannot be used.</summary>
    public bool StepsAreOld => steps.IsOutdated(Today);

    /// <summary>Whether the list of next steps is to be gone through soon.</summary>
    public bool StepsAreDue => steps.Reminder(Today) is not null;

    /// <summary>The keys of the words for what needs a person, with what goes into them.</summary>
    public IEnumerable<(string Key, string Name)> Needs
    {
        get
        {
            foreach (var authority in Facts.Authorities.Where(one => one.IsAsked && NeedsPerson(one)))
            {
                yield return ("operator.needs.authority", authority.Name);
            }

            if (Facts.Storage.IsNearlyFull)
            {
                yield return ("operator.needs.disk", "");
            }

            if (steps.Problem is not null)
            {
                yield return ("operator.needs.steps-broken", "");
            }
            else if (StepsAreDue)
            {
                yield return (StepsAreOld ? "operator.needs.steps-old" : "operator.needs.steps-soon", "");
            }
        }
    }

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancel) => Facts = await server.ReadAsync(cancel);

    /// <summary>Somebody else answers, the root is not the right one, or nothing comes for a day: waiting does not mend that.</summary>
    internal bool NeedsPerson(AuthorityFacts one) =>
        one.LastFailure is nameof(Data.Stamps.StampFailure.NotValid) or nameof(Data.Stamps.StampFailure.Untrusted)
        || (one.LastFailure is not null && one.WaitingSince < clock.GetUtcNow() - s_longWait);
}
