using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;

namespace ContactLog.Web.Pages.Redactions;

/// <summary>The fields of the case that say what no report may show.</summary>
public static class KeptBackFields
{
    /// <summary>Their names, in the order of the form.</summary>
    public static string Names { get; } = string.Join(' ', FieldCatalogue.Of(ItemType.Case).Where(field => field.Section == "kept-back").Select(field => field.Name));

    /// <summary>How many values there are.</summary>
    public static int Count(CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Names.Split(' ').Sum(name => file.Settings.Fields.List(name).Count);
    }
}
