using System.Text;
using Bunraku.Model;
using Bunraku.Ruby;
using Bunraku.Tests;
using Bunraku.Text;

namespace Bunraku.Apply.Tests;

/// <summary>
/// <c>cases/ruby-host</c>: programs that use Ruby's own libraries for files, folders, processes and accounts
/// on this machine, in an empty folder. <c>ruby main.rb</c> in such a folder records what they print.
/// </summary>
public sealed class HostRubyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("bunraku-ruby-").FullName;

    public static TheoryData<string> Cases => CaseFile.In("ruby-host");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_program_does_what_it_does_in_ruby(string name)
    {
        var @case = CaseFile.Read(name);
        var printed = new StringBuilder();
        using var host = new LiveHost(FileSources.None, request => ProcessRunner.Run(request));
        var types = new RubyTypes(ModuleLibraries.None, host, new Facts("node", HashValue.Empty))
        {
            Output = new RubyOutput(text => printed.Append(text), _ => { }),
            IsFree = true,
        };
        types.World.WorkingDirectory = folder;
        var program = RubyProgram.Read(new SourceFile("main.rb", @case["main.rb"]!));
        types.World.Guarded(() => program.Run(types.World.Ruby));
        @case.Expect("output", printed.ToString());
    }
}
