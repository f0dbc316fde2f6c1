using ContactLog.Data.Stamps;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ContactLog.Web.Stamping;

/// <summary>Registers outside time stamps.</summary>
internal static class StampServices
{
    public static IServiceCollection AddStamping(this IServiceCollection services)
    {
        services.AddOptions<StampOptions>().BindConfiguration(StampOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StampOptions>, StampOptionsCheck>();
        services.Replace(ServiceDescriptor.Singleton(provider => provider.GetRequiredService<IOptions<StampOptions>>().Value.ToPlan()));
        services.AddSingleton(provider => new TimeStampAuthorities(provider.GetRequiredService<IOptions<StampOptions>>().Value));
        services.AddSingleton<StampChecks>();
        services.AddScoped(provider => new CaseSeals(
            provider.GetRequiredService<StampShelf>(),
            provider.GetRequiredService<StampOutbox>(),
            provider.GetRequiredService<TimeStampAuthorities>(),
            provider.GetRequiredService<StampChecks>()));
        services.AddSingleton<StampWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<StampWorker>());
        return services;
    }
}
