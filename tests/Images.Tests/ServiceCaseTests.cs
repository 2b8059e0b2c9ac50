using System.Globalization;
using System.Text;
using Bunraku.Model;
using Bunraku.Tests;
using Bunraku.Text;

namespace Bunraku.Images.Tests;

/// <summary>
/// <c>cases/services</c>: service resources (<c>--- service: NAME</c>) and the image's files in; what runs
/// them out, and the supervisor's configuration when there are several.
/// </summary>
public sealed class ServiceCaseTests
{
    public static TheoryData<string> Cases => CaseFile.In("services");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Services_find_their_foreground_form(string name)
    {
        var @case = CaseFile.Read(name);
        var (process, diagnostics) = ImageProcess.Find(
            "shop/web",
            [
                .. @case
                    .Sections.Where(section => section.Name == "service")
                    .Select(section => new Resource(new ResourceReference("Service", section.Value))),
            ],
            path => @case.Sections.Find(s => s.Name == "file" && s.Value == path)?.Body
        );
        if (!diagnostics.IsEmpty)
        {
            @case.Expect("diagnostics", DiagnosticRenderer.Render(diagnostics));
            return;
        }
        @case.Expect("runs", string.Concat(process.Services.Select(Print)));
        if (process.NeedsSupervisor)
        {
            @case.Expect("command", string.Join(' ', process.Command));
            @case.Expect("supervisor", process.SupervisorConfiguration());
        }
    }

    private static string Print(ServiceCommand service)
    {
        var text = new StringBuilder();
        text.Append(service.Name).Append(": ").AppendJoin(" | ", service.Arguments).Append('\n');
        if (service.User is { } user)
        {
            text.Append("  user ").Append(user).Append('\n');
        }
        foreach (var (path, owner, group, mode) in service.Directories)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  directory {path} {owner}:{group} {Convert.ToString(mode, 8)}\n"
            );
        }
        foreach (var (variable, value) in service.Environment)
        {
            text.Append("  environment ").Append(variable).Append('=').Append(value).Append('\n');
        }
        return text.ToString();
    }
}
