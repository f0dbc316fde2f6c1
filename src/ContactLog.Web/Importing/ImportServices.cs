namespace ContactLog.Web.Importing;

/// <summary>Registers what reads message exports into the record.</summary>
internal static class ImportServices
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddImporting(this IServiceCollection services) =>
        services.AddSingleton<ImportProgress>().AddScoped<ImportMessages>().AddScoped<UndoImport>();
}
