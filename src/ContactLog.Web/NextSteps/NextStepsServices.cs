namespace ContactLog.Web.NextSteps;

/// <summary>The list of next steps in the web program.</summary>
public static class NextStepsServices
{
    /// <summary>Adds the list, and the reminder to whoever runs the program.</summary>
    public static IServiceCollection AddNextSteps(this IServiceCollection services)
    {
        services.AddOptions<NextStepsOptions>().BindConfiguration(NextStepsOptions.Section);
        services.AddSingleton<NextStepsList>();
        services.AddScoped<NowDesk>();
        services.AddHostedService<NextStepsReminder>();
        return services;
    }
}

/// <summary>Says at start and once a day what is wrong with the list, or that its review is due.</summary>
internal sealed class NextStepsReminder(NextStepsList list, TimeProvider clock, ILogger<NextStepsReminder> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromDays(1), clock);
        do
        {
            if (list.Reminder(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)) is { } reminder)
            {
                log.LogWarning("{Reminder}", reminder);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
