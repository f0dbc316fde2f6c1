using System.Text.Json;

namespace ContactLog.Tests.Data.Sealing;

/// <summary>The published vectors, docs/sealing-vectors.json, made by another implementation.</summary>
internal static class SealingVectors
{
    private static readonly JsonElement Root = Load();

    public static JsonElement Part(string name) => Root.GetProperty(name);

    public static byte[] Hex(this JsonElement element, string name) => Convert.FromHexString(element.GetProperty(name).GetString()!);

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static int Number(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static Guid Id(this JsonElement element, string name) => Guid.ParseExact(element.GetProperty(name).GetString()!, "N");

    private static JsonElement Load()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ContactLog.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests are not inside the repository.");
        }

        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.FullName, "docs", "sealing-vectors.json")));
        return document.RootElement.Clone();
    }
}
