using ContactLog.Data;
using ContactLog.Web.Verifying;

namespace ContactLog.Web.Uploads;

/// <summary>Registers what takes files in.</summary>
public static class UploadServices
{
    /// <summary>Adds <see cref="UploadReader"/>, what checks bundles, the limits (checked at start) and the measure of the disk.</summary>
    public static IServiceCollection AddUploads(this IServiceCollection services)
    {
        services.AddOptions<UploadOptions>().BindConfiguration(UploadOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<UploadReader>();
        services.AddSingleton<BundleDesk>();
        services.AddSingleton<MeasureDisk>(provider =>
        {
            var folder = provider.GetRequiredService<Installation>().Location.Folder;
            return () => new DriveInfo(folder) is var drive ? new DiskRoom(drive.AvailableFreeSpace, drive.TotalSize) : default;
        });
        return services;
    }
}
