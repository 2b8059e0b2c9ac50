namespace Bunraku.Compiler.Tests;

/// <summary>Functions in Ruby beyond what cases show: many compilations of one environment.</summary>
public sealed class RubyFunctionTests
{
    private const string Code = """
        $texts = range(1, 20).map |$i| { web::twice($i) |$x| { "${x}-${facts['n']}" } }
        notice($texts.join(' '))
        """;

    private const string Function = """
        require_relative '../../../puppet_x/web/words'

        Puppet::Functions.create_function(:'web::twice') do
          dispatch :twice do
            param 'Integer', :number
            block_param 'Callable[1, 1]', :block
          end

          def twice(number)
            @calls = (@calls || 0) + 1
            PuppetX::Web::Words.join(yield(number), yield(@calls))
          end
        end
        """;

    private const string Words = """
        module PuppetX
          module Web
            class Words
              def self.join(*words)
                words.map { |word| word.sub(/-/, '+') }.join('&')
              end
            end
          end
        end
        """;

    [Fact]
    public void One_environment_runs_a_function_on_many_threads()
    {
        var root = Directory.CreateTempSubdirectory("ruby-functions-").FullName;
        Write(root, "modules/web/lib/puppet/functions/web/twice.rb", Function);
        Write(root, "modules/web/lib/puppet_x/web/words.rb", Words);
        var environment = new PuppetEnvironment(new EnvironmentSource(root) { Code = Code });

        var found = new string[64];
        Parallel.For(0, found.Length, i => found[i] = LogOf(environment, i));
        Directory.Delete(root, recursive: true);

        Assert.Equal(Enumerable.Range(0, found.Length).Select(Expected), found);
    }

    private static void Write(string root, string path, string text)
    {
        var full = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    private static string Expected(int node) =>
        string.Join(' ', Enumerable.Range(1, 20).Select(i => $"{i}+{node}&{i}+{node}"));

    private static string LogOf(PuppetEnvironment environment, int node)
    {
        var request = new CompileRequest(environment, "web01.example.com")
        {
            Facts = Model.HashValue.Of(("n", node)),
        };
        return CatalogCompiler.Compile(request).Log.Single().Message;
    }
}
