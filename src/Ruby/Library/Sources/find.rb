# All that is below folders, each before what it holds.
module Find
  module_function

  def find(*paths, ignore_error: true, &block)
    return enum_for(:find, *paths, ignore_error: ignore_error) unless block

    paths.each { |path| visit(path, &block) }
    nil
  end

  def visit(path, &block)
    pruned = catch(:prune) do
      yield path
      false
    end
    return if pruned != false || !File.directory?(path) || File.symlink?(path)

    Dir.children(path).sort.each { |name| visit(File.join(path, name), &block) }
  end

  def prune
    throw :prune, true
  end
end
