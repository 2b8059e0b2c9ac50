module TSort
  class Cyclic < StandardError; end

  def tsort
    tsort_each.to_a
  end

  def tsort_each(&block)
    sorted = strongly_connected_components.map do |component|
      raise Cyclic, "topological sort failed: #{component.inspect}" if component.size > 1
      component.first
    end
    block ? sorted.each(&block) : sorted.each
  end

  def strongly_connected_components
    index = {}
    low = {}
    stack = []
    found = []
    visit = lambda do |node|
      index[node] = low[node] = index.size
      stack << node
      tsort_each_child(node) do |child|
        if !index.key?(child)
          visit.call(child)
          low[node] = [low[node], low[child]].min
        elsif stack.include?(child)
          low[node] = [low[node], index[child]].min
        end
      end
      if low[node] == index[node]
        at = stack.index(node)
        found << stack.slice!(at..)
      end
    end
    tsort_each_node { |node| visit.call(node) unless index.key?(node) }
    found
  end

  def each_strongly_connected_component(&block) = strongly_connected_components.each(&block)
end
