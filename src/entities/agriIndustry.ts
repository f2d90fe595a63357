import { enumeration } from '../ground/enumeration.ts'

/** Lines of agriculture; three departments state one. */
export const AgriIndustry = enumeration(
  'AgriIndustry',
  '主导产业',
  'Leading line of agriculture',
  'proposed, after the crops that the views count',
  {
    TEA: ['茶叶', 'Tea'],
    VEGETABLES: ['蔬菜', 'Vegetables'],
    HERBS: ['中药材', 'Medicinal herbs'],
    FRUIT: ['水果', 'Fruit'],
    EDIBLE_FUNGI: ['食用菌', 'Edible fungi'],
    LIVESTOCK: ['生态畜牧', 'Livestock'],
    CAMELLIA_OIL: ['油茶', 'Camellia oil'],
    GRAIN: ['粮油', 'Grain and oil crops'],
    AQUACULTURE: ['水产', 'Aquaculture'],
    RURAL_TOURISM: ['乡村旅游', 'Rural tourism'],
    OTHER: ['其他', 'Other'],
  },
)
