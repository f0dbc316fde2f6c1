using System.Reflection;
using System.Text.Encodings.Web;
using ContactLog.Domain.Language;
using ContactLog.Web.TagHelpers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.Routing;

namespace ContactLog.Tests.Web.TagHelpers;

public sealed class PartsTests
{
    private static readonly Words W = new(new WordCatalogue(typeof(IconTagHelper).Assembly), System.Globalization.CultureInfo.GetCultureInfo("en-GB"));
    private readonly EmptyModelMetadataProvider _metadata = new();
    private readonly ModelStateDictionary _state = new();

    [Fact]
    public void A_field_ties_label_hint_and_error_to_its_input()
    {
        _state.SetModelValue("Input.Time", "25:10", "25:10");
        _state.AddModelError("Input.Time", "Enter the time as hours and minutes");
        var html = Render(Field("Input.Time", "17:50", hint: "For example 17:50"));

        Assert.Contains("class=\"field wrong\"", html, StringComparison.Ordinal);
        Assert.Contains("<label for=\"Input_Time\">", html, StringComparison.Ordinal);
        Assert.Contains("aria-describedby=\"Input_Time-hint Input_Time-error\"", html, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", html, StringComparison.Ordinal);
        Assert.Contains("<p class=\"error\" id=\"Input_Time-error\"><span class=\"vh\">Error:</span> Enter the time", html, StringComparison.Ordinal);

        // What she typed, not what the page had before.
        Assert.Contains("value=\"25:10\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Her_words_cannot_become_markup()
    {
        const string words = "\"><script>alert(1)</script>";
        foreach (var kind in new[] { "text", "narrative", "tel" })
        {
            var html = Render(Field("Input.What", words, kind));
            Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("<script>", Render(new EntryRowTagHelper { Heading = words, Time = words, Under = words, Href = words }), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", Render(new VeilTagHelper(W) { Kind = words, Label = words, Href = words }), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", Render(new BurstTagHelper { Caption = words, Labels = [words] }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_is_never_sent_back()
    {
        _state.SetModelValue("Input.Password", "correct horse", "correct horse");
        Assert.DoesNotContain("correct horse", Render(Field("Input.Password", "correct horse", "password")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_narrative_keeps_its_first_empty_line_and_stays_out_of_the_browsers_memory()
    {
        var html = Render(Field("Input.What", "\nHe rang.", "narrative"));

        Assert.Contains("\n\nHe rang.</textarea>", html.Replace("&#xA;", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("autocomplete=\"off\"", html, StringComparison.Ordinal);
        Assert.Contains("spellcheck=\"false\"", html, StringComparison.Ordinal);
        Assert.Contains("dir=\"auto\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Pills_choose_nothing_by_themselves()
    {
        var pills = Bind(new PillGroupTagHelper(W) { Label = "How many?", Items = [new("1", "1"), new("2", "2")] }, "Input.Count", null);
        Assert.DoesNotContain("checked", Render(pills), StringComparison.Ordinal);

        var chosen = Bind(new PillGroupTagHelper(W) { Items = [new("1", "1"), new("2", "2")] }, "Input.Count", "2");
        Assert.Contains("value=\"2\" checked", Attributes(Render(chosen)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_summary_is_absent_when_all_is_well_and_links_to_each_field_else()
    {
        Assert.Equal("", Render(Context(new ErrorSummaryTagHelper(W))));

        _state.AddModelError("Input.Time", "Enter the time");
        _state.AddModelError("Input.Time", "a second one of the same field");
        _state.AddModelError("", "Somebody changed this meanwhile");
        var html = Render(Context(new ErrorSummaryTagHelper(W)));
        Assert.Contains("<h2>There is a problem</h2>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#Input_Time\">Enter the time</a>", html, StringComparison.Ordinal);
        Assert.Contains("Somebody changed this meanwhile", html, StringComparison.Ordinal);
        Assert.DoesNotContain("a second one", html, StringComparison.Ordinal);
        Assert.Contains("autofocus", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_burst_leaves_out_what_is_off_the_axis()
    {
        var html = Render(new BurstTagHelper { Ticks = [-0.1, 0, 0.5, 1, 1.2, double.NaN], Labels = ["01:00", "03:00"], Caption = "3 calls" });
        Assert.Equal(3, System.Text.RegularExpressions.Regex.Count(html, "<rect"));
        Assert.Contains("x=\"49.5%\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_icon_that_does_not_exist_is_an_error_and_not_a_gap() =>
        Assert.Throws<ArgumentException>(() => Render(new IconTagHelper { Name = "phoen" }));

    private FormFieldTagHelper Field(string name, object? value, string kind = "text", string? hint = null) =>
        Bind(new FormFieldTagHelper(W) { Label = "Label", Kind = kind, Hint = hint }, name, value);

    private T Bind<T>(T helper, string name, object? value) where T : FieldTagHelperBase
    {
        helper.For = new ModelExpression(name, new ModelExplorer(_metadata, _metadata.GetMetadataForType(value?.GetType() ?? typeof(string)), value));
        return Context(helper);
    }

    private T Context<T>(T helper) where T : TagHelper
    {
        var view = new ViewContext
        {
            HttpContext = new DefaultHttpContext(),
            RouteData = new RouteData(),
            ActionDescriptor = new ActionDescriptor(),
            ViewData = new ViewDataDictionary(_metadata, _state),
        };
        typeof(T).GetProperty("ViewContext", BindingFlags.Public | BindingFlags.Instance)!.SetValue(helper, view);
        return helper;
    }

    private static string Render(TagHelper helper)
    {
        var context = new TagHelperContext([], new Dictionary<object, object>(), "test");
        var output = new TagHelperOutput("x", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
        helper.ProcessAsync(context, output).GetAwaiter().GetResult();
        using var writer = new StringWriter();
        output.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }

    private static string Attributes(string html) => html.Replace("checked=\"checked\"", "checked", StringComparison.Ordinal)
        .Replace("checked type=\"radio\" value=\"2\"", "value=\"2\" checked", StringComparison.Ordinal)
        .Replace("checked id=\"Input_Count-2\" name=\"Input.Count\" type=\"radio\" value=\"2\"", "value=\"2\" checked", StringComparison.Ordinal);
}
