using System.Globalization;
using Bunraku.Tests;

namespace Bunraku.Bench;

/// <summary>
/// The image of <c>bench/image</c>, built again: nginx, its configuration and ten pages. The reference
/// runs in
/// a Dockerfile, as people do it, on a layer that has it installed; the floor is a shell script in one.
/// </summary>
internal sealed class RebuildImage(bool changesValue)
    : Scenario(
        changesValue ? "image-value" : "image-unchanged",
        changesValue ? "image rebuilt after one Hiera value changed" : "image rebuilt, nothing changed"
    )
{
    private DockerEngine? docker;
    private int value;

    public override Contestants Prepare(string folder)
    {
        docker = new DockerEngine();
        ImportBase(docker, folder);
        var puppet = Copy(folder, "puppet");
        var bunraku = Copy(folder, "bunraku");
        var shell = Copy(folder, "shell");
        return new(
            new Contestant(
                "`puppet apply` in a Dockerfile, on a layer that has Puppet (it stays in the image)",
                () => DockerBuild(docker, puppet, "Dockerfile.puppet").Run()
            )
            {
                Prepare = () => Change(puppet),
            },
            new Contestant(
                "`bunraku build`",
                Programs.Bunraku(folder, "build", Path.Combine(bunraku, "code"))
            )
            {
                Prepare = () => Change(bunraku),
            },
            new Contestant(
                "a shell script in a Dockerfile, on a layer that has nginx",
                () => DockerBuild(docker, shell, "Dockerfile.shell").Run()
            )
            {
                Prepare = () => Change(shell),
            }
        );
    }

    public override void Dispose() => docker?.Dispose();

    private static void ImportBase(DockerEngine docker, string folder)
    {
        var archive = Path.Combine(folder, "base.tar");
        _ = new Command("mmdebstrap", "--quiet", "--variant=minbase", "bookworm", archive).Run();
        _ = docker.Docker("import", archive, "base");
    }

    private static string Copy(string folder, string name)
    {
        var copy = Path.Combine(folder, name);
        _ = new Command("cp", "--recursive", Path.Combine(Programs.Root, "bench/image"), copy).Run();
        return copy;
    }

    private static Command DockerBuild(DockerEngine docker, string folder, string file) =>
        new(
            "docker",
            [
                "--host",
                docker.Host,
                "build",
                "--quiet",
                "--network=host",
                "--file",
                Path.Combine(folder, file),
                folder,
            ]
        )
        {
            Variables = new Dictionary<string, string> { ["DOCKER_BUILDKIT"] = "0" },
        };

    /// <summary>Gives the greeting a value it never had, in the data and in the shell script.</summary>
    private void Change(string copy)
    {
        if (changesValue)
        {
            value++;
            var greeting = string.Create(CultureInfo.InvariantCulture, $"hello {value}");
            Replace(Path.Combine(copy, "code/data/common.yaml"), "web::greeting: ", $"'{greeting}'");
            Replace(Path.Combine(copy, "setup"), "greeting=", $"'{greeting}'");
        }
    }

    private static void Replace(string file, string start, string text) =>
        File.WriteAllLines(
            file,
            File.ReadAllLines(file)
                .Select(line => line.StartsWith(start, StringComparison.Ordinal) ? start + text : line)
        );
}
