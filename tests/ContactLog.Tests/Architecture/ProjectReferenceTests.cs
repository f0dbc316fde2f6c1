using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Architecture;

/// <summary>
/// Which project may know which. Domain and Reports must be readable without a database or a browser, and
/// whoever adds an arrow here says in a decision why.
/// </summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> s_allowed = new(StringComparer.Ordinal)
    {
        ["ContactLog.Domain"] = [],
        ["ContactLog.Data"] = ["ContactLog.Domain"],
        ["ContactLog.Imports"] = ["ContactLog.Domain"],
        ["ContactLog.Reports"] = ["ContactLog.Domain"],
        ["ContactLog.Web"] = ["ContactLog.Data", "ContactLog.Domain", "ContactLog.Imports", "ContactLog.Reports"],
    };

    public static TheoryData<string> Projects => [.. s_allowed.Keys];

    [Fact]
    public void Every_project_under_src_has_its_rule()
    {
        var there = Directory.GetFiles(Repository.Path("src"), "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetFileNameWithoutExtension(file)!);
        Assert.Equal(s_allowed.Keys.Order(StringComparer.Ordinal), there.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Projects))]
    public void A_project_names_no_other_project_than_it_may(string project)
    {
        var named = XDocument.Load(ProjectFile(project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.Empty(named.Except(s_allowed[project], StringComparer.Ordinal));
    }

    // What was compiled counts too: a reference can arrive through another project.
    [Theory, MemberData(nameof(Projects))]
    public void A_compiled_project_uses_no_other_project_than_it_may(string project) =>
        Assert.Empty(CompiledReferences(project).Where(name => name.StartsWith("ContactLog.", StringComparison.Ordinal)).Except(s_allowed[project], StringComparer.Ordinal));

    [Theory]
    [InlineData("ContactLog.Domain")]
    [InlineData("ContactLog.Imports")]
    [InlineData("ContactLog.Reports")]
    public void Domain_imports_and_reports_know_no_database_and_no_web(string project)
    {
        string[] kept = ["Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Microsoft.Data", "SQLitePCLRaw", "Npgsql", "Microsoft.Extensions", "Serilog"];
        Assert.DoesNotContain(CompiledReferences(project), name => kept.Any(start => name.StartsWith(start, StringComparison.Ordinal)));
        Assert.Empty(XDocument.Load(ProjectFile(project)).Descendants("FrameworkReference"));
    }

    [Fact]
    public void Domain_needs_nothing_but_the_platform_and_NodaTime() =>
        Assert.DoesNotContain(CompiledReferences("ContactLog.Domain"), name => !name.StartsWith("System.", StringComparison.Ordinal) && name != "NodaTime");

    [Fact]
    public void The_reading_of_compiled_references_sees_them() =>
        // Were the reading blind, every rule above would hold.
        Assert.Contains("ContactLog.Domain", CompiledReferences("ContactLog.Web"));

    private static string ProjectFile(string project) => Repository.Path("src", project, project + ".csproj");

    private static List<string> CompiledReferences(string project)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, project + ".dll"));
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
