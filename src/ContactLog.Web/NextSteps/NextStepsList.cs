using System.Reflection;
using Microsoft.Extensions.Options;

namespace ContactLog.Web.NextSteps;

/// <summary>Where the list is: section <c>NextSteps</c> of the configuration.</summary>
public sealed class NextStepsOptions
{
    /// <summary>The section.</summary>
    public const string Section = "NextSteps";

    /// <summary>The file that is read instead of <c>next-steps.json</c> beside the program.</summary>
    public string? File { get; set; }
}

/// <summary>
/// The list in force. The file that whoever runs the program may edit is read once, at start. When it is broken the list
/// that came with the program takes its place, whole, and pages say that it may be out of date: she must never find nothing.
/// </summary>
public sealed class NextStepsList
{
    /// <summary>How long before the review date the operator is reminded.</summary>
    public const int RemindDays = 30;

    private const string FileName = "next-steps.json";

    /// <summary>Reads it.</summary>
    public NextStepsList(IOptions<NextStepsOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Path = options.Value.File ?? System.IO.Path.Combine(AppContext.BaseDirectory, FileName);
        try
        {
            Book = NextStepsBook.Parse(File.ReadAllBytes(Path));
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            Problem = error.Message;
            Book = BuiltIn();
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What is wrong with the file; null when it was taken.</summary>
    public string? Problem { get; }

    /// <summary>The list.</summary>
    public NextStepsBook Book { get; }

    /// <summary>Whether a page must say that numbers may have changed.</summary>
    public bool IsOutdated(DateOnly today) => Problem is not null || today > Book.ReviewBy;

    /// <summary>What to tell whoever runs the program; null when there is nothing.</summary>
    public string? Reminder(DateOnly today) =>
        Problem is not null ? $"The list of next steps {Path} cannot be used: {Problem} The list that came with the program is shown instead, marked as perhaps out of date."
        : today > Book.ReviewBy ? $"The list of next steps {Path} was to be reviewed by {Book.ReviewBy:yyyy-MM-dd}. It is shown as out of date until its numbers are checked again and its dates are set."
        : today.AddDays(RemindDays) >= Book.ReviewBy ? $"The list of next steps {Path} is to be reviewed by {Book.ReviewBy:yyyy-MM-dd}: check its numbers and set its dates."
        : null;

    /// <summary>The list that came with the program.</summary>
    internal static NextStepsBook BuiltIn()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(FileName)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return NextStepsBook.Parse(bytes.ToArray());
    }
}
