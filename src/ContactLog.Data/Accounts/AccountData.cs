using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ContactLog.Data.Accounts;

/// <summary>Registers accounts, without anything of the web.</summary>
public static class AccountData
{
    /// <summary>Adds accounts, sessions and the key ring. Needs <c>AddContactLogData</c>.</summary>
    public static IServiceCollection AddAccountData(this IServiceCollection services)
    {
        services.AddOptions<AccountOptions>().BindConfiguration(AccountOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<PasswordWork>();
        services.AddIdentityCore<Account>(options =>
        {
            // Our own rules say what a name may be, in words; Identity's list knows only one alphabet.
            options.User.AllowedUserNameCharacters = "";
            options.User.RequireUniqueEmail = false;

            // Identity's lockout would let anybody lock her out.
            options.Lockout.AllowedForNewUsers = false;
        }).AddEntityFrameworkStores<ContactLogDb>();
        services.Replace(ServiceDescriptor.Scoped<IPasswordHasher<Account>, PasswordHasher>());
        services.AddScoped<SignUp>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<NewPassword>();
        services.AddScoped<TwoStep>();
        services.AddScoped<Sessions>();
        services.AddScoped<AccountHistory>();
        services.AddScoped<KnownDevices>();
        services.AddScoped<Reopening>();
        services.AddScoped<Helping.HelpBack>();

        services.AddDataProtection().SetApplicationName("ContactLog");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = new KeyRing(provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<ServerSecret>().Outer,
                provider.GetRequiredService<WriteLock>())));
        return services;
    }
}
